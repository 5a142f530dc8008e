using AgriMarket.Domain.Backlog;

namespace AgriMarket.Benchmarks.Backlog;

/// <summary>A forecast as the scores see it.</summary>
/// <param name="Rest">Probability of an unsold rest.</param>
/// <param name="Crps">Of the rest, in shares of the lot's grams.</param>
internal readonly record struct Scored(double Rest, double Brier, double Crps)
{
    public static Scored Of(double rest, ForecastCase one, Func<double, double> atMost) =>
        new(rest, Scores.Brier(rest, one.HasRest), Scores.Crps(atMost, one.RestShare) * one.OfLot);
}

/// <summary>"Always the base rate": how often, and how much, was left over in the training market.</summary>
internal sealed class BaseRate
{
    private const int Steps = 1_000;
    private readonly double[] atMost = new double[Steps + 1];
    private readonly double rest;

    public BaseRate(IReadOnlyList<ForecastCase> training)
    {
        rest = training.Average(one => one.HasRest ? 1 : 0);
        for (var step = 0; step <= Steps; step++)
        {
            atMost[step] = training.Average(one => one.RestShare <= (double)step / Steps ? 1 : 0);
        }
    }

    public Scored Score(ForecastCase one) => Scored.Of(rest, one, share => atMost[(int)(share * Steps)]);
}

/// <summary>"The current rate goes on", the market's own straight line; where it says "too early" it may take the base rate.</summary>
internal sealed class StraightLine(BaseRate baseRate)
{
    public Scored Score(ForecastCase one)
    {
        if (one.Line.Kind == OutlookKind.TooEarly)
        {
            return baseRate.Score(one);
        }

        var left = one.Share(one.Line.LeftGrams);
        var rest = one.Line.Kind == OutlookKind.WillRemain ? 1 : 0;
        return new(rest, Scores.Brier(rest, one.HasRest), Math.Abs(left - one.RestShare) * one.OfLot);
    }
}

/// <summary>The forecast under test, exactly as the market calls it.</summary>
internal sealed class Forecast(ForecastSettings settings)
{
    public BacklogForecast Make(ForecastCase one) => BacklogForecast.For(one.Facts, settings, RiskThresholds.Default);

    public Scored Score(ForecastCase one)
    {
        var demand = BacklogForecast.Remaining(one.Facts, settings);
        // At most this share is left when at least the others are asked for.
        return Scored.Of(Make(one).RestPerMille / 1000d, one, share => 1 - demand.Below(1 - share));
    }
}
