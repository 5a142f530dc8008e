using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Backlog;

/// <summary>
/// What is known of a lot's demand before it has sold anything: how comparable lots (the same produce, the same county where
/// there are enough of them) sold lately. The spread between lots says how much a lot's own few sales are believed: where all
/// sell alike they hardly count, where every lot is different they count at once (empirical Bayes).
/// </summary>
/// <param name="OrdersPerDay">Mean orders a lot and day; above zero.</param>
/// <param name="Shape">Shape of the gamma distribution of that rate over lots: 1 ÷ its relative variance; above zero.</param>
/// <param name="OrderGrams">Mean weight of an order; at least 1.</param>
/// <param name="SizeSpread">Relative variance of an order's weight; zero or more.</param>
/// <param name="Bunching">Variance ÷ mean of a lot's orders a day; 1 when they come independently (Poisson), more when in bunches.</param>
public sealed record DemandPrior(double OrdersPerDay, double Shape, long OrderGrams, double SizeSpread, double Bunching)
{
    /// <summary>So many lot-days of a broader prior keep a thin one from being believed too much.</summary>
    private const double BroaderLotDays = 10;

    /// <summary>Fewer lots than this say nothing about the spread between lots.</summary>
    private const int FewLots = 4;

    private const double MinShape = 0.2;
    private const double MaxShape = 20;
    private const double MaxBunching = 50;
    private const double MaxSizeSpread = 50;

    /// <summary>A market that has sold nothing yet: an order of 2.5 kg a day, and every lot may be ten times that or a tenth.</summary>
    public static DemandPrior Unknown { get; } = new(1, 0.5, 5 * Weights.JinGrams, 1, 2);

    /// <summary>
    /// Fits the prior by the method of moments: the bunching by Pearson's dispersion of the days about each lot's own mean, the
    /// spread between lots by what their counts vary beyond that. The rate is the mean over lots as in a random-effects model
    /// (R. DerSimonian, N. Laird, Controlled Clinical Trials 7, 1986), not orders ÷ days: slow lots are on sale the longest and
    /// would make a new one look as slow as they are.
    /// </summary>
    /// <param name="lots">Comparable lots, those that sold nothing included.</param>
    /// <param name="broader">What is known of a wider circle; stands in where the lots are few.</param>
    public static DemandPrior Of(IReadOnlyCollection<LotSales> lots, WeekdayProfile rhythm, DemandPrior? broader = null)
    {
        broader ??= Unknown;
        var counts = lots.Select(lot => LotCount.Of(lot, rhythm)).Where(count => count.Exposure > 0).ToList();
        var exposure = counts.Sum(count => count.Exposure);
        var orders = counts.Sum(count => count.Orders);
        var meanOrder = MeanOrder(counts, orders, broader);
        double Blend(double rate) => (rate * exposure + broader.OrdersPerDay * BroaderLotDays) / (exposure + BroaderLotDays);
        if (counts.Count < FewLots || orders < FewLots)
        {
            return broader with { OrdersPerDay = Blend(exposure > 0 ? orders / exposure : 0), OrderGrams = meanOrder };
        }

        var freedom = counts.Sum(count => count.Freedom);
        var bunching = Math.Clamp(
            (counts.Sum(count => count.Pearson) + broader.Bunching * BroaderLotDays) / (freedom + BroaderLotDays),
            1,
            MaxBunching
        );
        var overall = orders / exposure;
        var rate = MeanOverLots(counts, bunching * ShapeOf(counts, overall, bunching) / overall);
        return new(Blend(rate), ShapeOf(counts, rate, bunching), meanOrder, SizeSpreadOf(lots, meanOrder, broader), bunching);
    }

    /// <param name="priorDays">A lot that was on sale for so long counts half.</param>
    private static double MeanOverLots(List<LotCount> counts, double priorDays)
    {
        var (sum, weights) = (0d, 0d);
        foreach (var count in counts)
        {
            sum += count.Orders / (count.Exposure + priorDays);
            weights += count.Exposure / (count.Exposure + priorDays);
        }

        return sum / weights;
    }

    /// <summary>Variance of a lot's count = bunching × mean + (exposure × spread of the rate)².</summary>
    private static double ShapeOf(List<LotCount> counts, double rate, double bunching)
    {
        var beyond = counts.Sum(count => Square(count.Orders - rate * count.Exposure) - bunching * rate * count.Exposure);
        var relativeVariance = beyond / counts.Sum(count => Square(rate * count.Exposure));
        return relativeVariance <= 0 ? MaxShape : Math.Clamp(1 / relativeVariance, MinShape, MaxShape);
    }

    private static long MeanOrder(List<LotCount> counts, double orders, DemandPrior broader)
    {
        var sum = (Int128)broader.OrderGrams * FewLots;
        foreach (var count in counts)
        {
            sum += count.Grams;
        }

        return (long)Int128.Max(1, sum / ((Int128)orders + FewLots));
    }

    /// <summary>A day with n orders varies by n times what one order does; only sums by day are known.</summary>
    private static double SizeSpreadOf(IEnumerable<LotSales> lots, long meanOrder, DemandPrior broader)
    {
        var (sum, freedom) = (broader.SizeSpread * FewLots, (double)FewLots);
        foreach (var day in lots.SelectMany(lot => lot.DaysWithin).Where(day => day.Orders > 0))
        {
            sum += Square((double)day.Grams / meanOrder - day.Orders) / day.Orders;
            freedom++;
        }

        return Math.Min(MaxSizeSpread, sum / freedom);
    }

    private static double Square(double value) => value * value;

    /// <param name="Exposure">Days on sale, each weighed by the rhythm of the week.</param>
    /// <param name="Pearson">Sum over the days of (orders − expected)² ÷ expected, expected by the lot's own mean.</param>
    /// <param name="Freedom">Days less one; zero for a lot without orders.</param>
    private readonly record struct LotCount(double Exposure, int Orders, long Grams, double Pearson, int Freedom)
    {
        public static LotCount Of(LotSales lot, WeekdayProfile rhythm)
        {
            var exposure = 0d;
            for (var day = lot.From; day <= lot.Until; day = day.AddDays(1))
            {
                exposure += rhythm[day.DayOfWeek];
            }

            var (orders, grams) = (0, 0L);
            foreach (var day in lot.DaysWithin)
            {
                orders += day.Orders;
                grams += day.Grams;
            }

            if (orders == 0 || exposure <= 0)
            {
                return new(exposure, 0, 0, 0, 0);
            }

            // The days without an order add (0 − expected)² ÷ expected = expected each: all expected ones less those below.
            var pearson = (double)orders;
            foreach (var day in lot.DaysWithin)
            {
                var expected = orders * rhythm[day.Day.DayOfWeek] / exposure;
                pearson += Square(day.Orders - expected) / expected - expected;
            }

            return new(exposure, orders, grams, pearson, lot.DaysOnSale - 1);
        }
    }
}
