using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Backlog;

/// <summary>
/// What becomes of a lot by its last selling day, with probabilities: how likely an unsold rest is and how much it will be.
/// <para>
/// Method. Orders of a lot come as an overdispersed Poisson process whose rate follows the days of the week; each order has a
/// random weight; together a compound Poisson demand. The lot's own rate is not known: it has a gamma prior fitted to comparable
/// lots by the method of moments (empirical Bayes, <see cref="DemandPrior"/>) and is updated by the lot's own orders, recent ones
/// counting more (<see cref="LotDemand"/>). The demand of the days left, less those of transit, is then described by a gamma
/// distribution with the same mean and variance, from which everything follows in closed form. It is deterministic.
/// </para>
/// <para>
/// Sources. Gamma-Poisson rates: A. S. C. Ehrenberg, "The Pattern of Consumer Purchases", Applied Statistics 8 (1959), and
/// P. S. Fader, B. G. S. Hardie, K. L. Lee, "Counting Your Customers the Easy Way", Marketing Science 24 (2005). Demand that comes
/// in single orders, smoothed by order and size apart: J. D. Croston, Operational Research Quarterly 23 (1972), and A. A. Syntetos,
/// J. E. Boylan, International Journal of Forecasting 21 (2005). Gamma for demand over a time: T. A. Burgin, Operational Research
/// Quarterly 26 (1975). Overdispersion by Pearson's statistic: P. McCullagh, J. A. Nelder, Generalized Linear Models (1989). How it
/// is scored: T. Gneiting, A. E. Raftery, Journal of the American Statistical Association 102 (2007), in the benchmark <c>backlog</c>.
/// </para>
/// <para>
/// What it does not know: the weather, coming holidays, price changes to come, what rival lots will do, and what spoils early.
/// </para>
/// </summary>
/// <param name="RestPerMille">Probability, in thousandths, that some of it is unsold after the last selling day: 0 to 1,000.</param>
/// <param name="ExpectedGrams">The mean rest over all that may happen, to the nearest gram.</param>
/// <param name="LowGrams">Lower end of the 80 percent band of the rest; zero when selling out is among the likely ends.</param>
/// <param name="HighGrams">Upper end of the band.</param>
/// <param name="CoverTenths">Days of cover in tenths of a day: how long the stock lasts at the expected pace; at most
/// <see cref="MostCoverTenths"/>.</param>
public sealed record BacklogForecast(
    int RestPerMille,
    long ExpectedGrams,
    long LowGrams,
    long HighGrams,
    int CoverTenths,
    RiskLevel Level,
    ForecastReason Reason
)
{
    /// <summary>"1,000 days or more": the end is out of sight.</summary>
    public const int MostCoverTenths = 10_000;

    /// <summary>From and up to which probability of a rest it could go either way.</summary>
    private const int CloseFromPerMille = 250;
    private const int CloseUpToPerMille = 750;
    private const int EvenPerMille = 500;

    /// <summary>A lot younger than this is judged by others like it.</summary>
    private const int NewDays = 2;

    /// <summary>
    /// The rest to name in a sentence: the mean, or the end of the band next to it. A mean is pulled by what is unlikely and may lie
    /// outside of the band.
    /// </summary>
    public long LikelyGrams => Math.Clamp(ExpectedGrams, LowGrams, HighGrams);

    /// <summary>Outside of the 80 percent band, above and below together.</summary>
    private const double Outside = 0.2;

    /// <summary>Shares of the stock become grams in steps of 1 ÷ this; exact whole-number arithmetic from there on.</summary>
    private const long ShareParts = 1L << 40;

    /// <exception cref="ArgumentOutOfRangeException">A weight or the transit days are below zero.</exception>
    public static BacklogForecast For(ForecastFacts facts, ForecastSettings settings, RiskThresholds thresholds)
    {
        var demand = LotDemand.Of(facts, settings);
        var remaining = Remaining(facts, settings, demand);
        var rest = facts.UnsoldGrams == 0 ? 0 : remaining.Below(1);
        var perMille = (int)Math.Round(rest * 1_000, MidpointRounding.AwayFromZero);
        var expected = facts.UnsoldGrams == 0 ? 0 : GramsOf(remaining.ExpectedLeft(), facts.UnsoldGrams);
        var (low, high) = facts.UnsoldGrams == 0 ? (0, 0) : Band(remaining, facts.UnsoldGrams);
        return new(
            perMille,
            expected,
            low,
            high,
            Cover(facts, demand),
            thresholds.Of(perMille, expected, facts.OfferedGrams, facts.DaysLeft),
            ReasonOf(facts, demand, perMille)
        );
    }

    /// <summary>The demand until the last selling day ends, for those who want the whole distribution.</summary>
    public static RemainingDemand Remaining(ForecastFacts facts, ForecastSettings settings) =>
        Remaining(facts, settings, LotDemand.Of(facts, settings));

    private static RemainingDemand Remaining(ForecastFacts facts, ForecastSettings settings, LotDemand demand)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(facts.UnsoldGrams);
        ArgumentOutOfRangeException.ThrowIfNegative(facts.OfferedGrams);
        ArgumentOutOfRangeException.ThrowIfNegative(facts.TransitDays);
        if (facts.UnsoldGrams == 0 || facts.DaysLeft == 0)
        {
            return RemainingDemand.None;
        }

        var today = facts.Today;
        var days = facts.Rhythm[today.DayOfWeek] * (1 - SellingHours.ShareBefore(facts.Now, today));
        // Seven days in a row are always seven average ones.
        var (weeks, odd) = Math.DivRem(facts.DaysLeft - 1, 7);
        days += weeks * 7;
        for (var day = 1; day <= odd; day++)
        {
            days += facts.Rhythm[today.AddDays(day).DayOfWeek];
        }

        return demand.Over(days, facts, settings);
    }

    /// <summary>
    /// The narrowest of three bands that hold 80 percent: both ends cut by a tenth, or one end by a fifth. Where selling out is
    /// likely enough it is the band's lower end.
    /// </summary>
    private static (long Low, long High) Band(RemainingDemand remaining, long unsold)
    {
        // What is left is 1 − demand: its upper tail is the demand's lower one.
        long Left(double lowerTail) => GramsOf(1 - remaining.Quantile(lowerTail), unsold);

        return Narrower(Narrower((Left(1 - Outside / 2), Left(Outside / 2)), (0, Left(Outside))), (Left(1 - Outside), unsold));
    }

    private static (long Low, long High) Narrower((long Low, long High) one, (long Low, long High) other) =>
        other.High - other.Low < one.High - one.Low ? other : one;

    private static long GramsOf(double share, long unsold) =>
        Rounding.HalfUp(unsold, (long)(Math.Clamp(share, 0, 1) * ShareParts), ShareParts);

    private static int Cover(ForecastFacts facts, LotDemand demand)
    {
        var aDay = demand.OrdersPerDay * demand.SizeRatio * ((double)facts.Prior.OrderGrams / Math.Max(1, facts.UnsoldGrams));
        return facts.UnsoldGrams == 0 ? 0 : (int)Math.Min(MostCoverTenths, Math.Round(10 / aDay, MidpointRounding.AwayFromZero));
    }

    private static ForecastReason ReasonOf(ForecastFacts facts, LotDemand demand, int perMille)
    {
        var ordersParts = (long)Math.Min(1L << 62, demand.OrdersPerDay * demand.SizeRatio * (1 << 20));
        return new(
            KindOf(facts, demand, perMille),
            facts.UnsoldGrams,
            PerDay(facts.Prior.OrderGrams, ordersParts),
            Rounding.StepsUp(facts.UnsoldGrams, Math.Max(1, facts.DaysLeft)),
            facts.DaysLeft,
            demand.MeasuredDays,
            demand.MeasuredOrders
        );
    }

    private static long PerDay(long orderGrams, long ordersParts) =>
        (long)Int128.Min(long.MaxValue, ((Int128)orderGrams * ordersParts + (1 << 19)) >> 20);

    private static ForecastReasonKind KindOf(ForecastFacts facts, LotDemand demand, int perMille)
    {
        if (facts.UnsoldGrams == 0)
        {
            return ForecastReasonKind.SoldOut;
        }

        if (facts.DaysLeft == 0)
        {
            return ForecastReasonKind.NoTimeLeft;
        }

        if (demand.MeasuredDays <= NewDays && demand.MeasuredOrders == 0)
        {
            return perMille < EvenPerMille ? ForecastReasonKind.NewAndLikelyToSell : ForecastReasonKind.NewAndMuch;
        }

        return perMille switch
        {
            < CloseFromPerMille => ForecastReasonKind.FastEnough,
            _ when demand.MeasuredOrders == 0 => ForecastReasonKind.NoOrders,
            <= CloseUpToPerMille => ForecastReasonKind.Close,
            _ => ForecastReasonKind.TooSlow,
        };
    }
}
