namespace AgriMarket.Domain.Backlog;

/// <summary>
/// How much will still be asked for until a lot must be sold, as a gamma distribution. All amounts are shares of what is unsold
/// now, so that a weight becomes a fraction only as a ratio: 1 is exactly the stock.
/// </summary>
public readonly record struct RemainingDemand
{
    private const int MostSteps = 60;

    /// <summary>In probability, so that it does not matter how small a part of the stock the demand is.</summary>
    private const double Precise = 1e-5;

    private readonly double shape;
    private readonly double scale;
    private readonly double logGamma;

    /// <param name="mean">Zero or more.</param>
    /// <param name="variance">Zero or more.</param>
    public RemainingDemand(double mean, double variance)
    {
        if (mean <= 0 || variance <= 0)
        {
            return;
        }

        (Mean, shape, scale) = (mean, mean * mean / variance, variance / mean);
        logGamma = GammaMath.Log(shape);
    }

    /// <summary>Nobody can buy any more.</summary>
    public static RemainingDemand None => default;

    /// <summary>The expected demand; above 1 when more will be asked for than there is.</summary>
    public double Mean { get; }

    /// <summary>The probability that less than this share of the stock is asked for.</summary>
    public double Below(double share) => shape == 0 ? 1 : GammaMath.Below(shape, share / scale, logGamma);

    /// <summary>The share of the stock that is expected to be left: the mean of 1 − demand where that is above zero.</summary>
    public double ExpectedLeft()
    {
        if (shape == 0)
        {
            return 1;
        }

        // The mean of the demand below x is mean × P(a + 1, x) = mean × (P(a, x) − x^a e^-x ÷ Γ(a + 1)).
        var below = Below(1);
        return Math.Clamp(below - Mean * (below - GammaMath.Term(shape, 1 / scale, logGamma)), 0, below);
    }

    /// <summary>The share of the stock below which the demand stays with a probability; 1 when that takes all of the stock.</summary>
    public double Quantile(double probability)
    {
        if (shape == 0)
        {
            return 0;
        }

        if (Below(1) <= probability)
        {
            return 1;
        }

        // P(a, x) is at most x^a ÷ Γ(a + 1), so the quantile is at least this; close to it where the shape is small.
        var least = scale * Math.Exp((Math.Log(probability * shape) + logGamma) / shape);
        if (least == 0)
        {
            return 0;
        }

        // Newton's steps, halving instead whenever one would leave the bracket.
        var (low, high, at) = (least, 1d, shape < 1 ? least : Math.Clamp(Mean / 2, least, 1));
        for (var step = 0; step < MostSteps; step++)
        {
            var miss = Below(at) - probability;
            if (Math.Abs(miss) < Precise)
            {
                break;
            }

            (low, high) = miss < 0 ? (at, high) : (low, at);
            var density = GammaMath.Term(shape, at / scale, logGamma) * shape / at;
            var next = at - miss / density;
            at = next > low && next < high ? next : (low + high) / 2;
        }

        return at;
    }
}
