using AgriMarket.Domain.Backlog;

namespace AgriMarket.Benchmarks.Backlog;

/// <summary>Runs a market from a seed and takes every open lot's facts every other day, at 08:00, 13:00 or 20:00 in turn.</summary>
internal sealed class MarketRun
{
    private const int WarmUpDays = 40;
    private const int PoolDays = 28;
    private const int DaysBetween = 2;

    private const int Futures = 40;

    /// <summary>At every so many-th moment the simulator's own futures are asked.</summary>
    private const int FuturesEvery = 5;

    private static readonly int[] Hours = [8, 13, 20];

    private readonly MarketSimulator market;
    private readonly List<SimulatedLot> ended = [];
    private readonly List<ForecastCase> cases = [];
    private readonly int seed;

    private MarketRun(MarketSimulator market, int seed)
    {
        (this.market, this.seed) = (market, seed);
        market.Ended = ended.Add;
    }

    /// <param name="days">On which cases are taken; the market has run for a while before.</param>
    /// <param name="withFutures">Also asks the simulator for its own futures at some moments.</param>
    public static IReadOnlyList<ForecastCase> Cases(
        IReadOnlyList<PricedProduce> produce,
        DateOnly firstDay,
        int days,
        int seed,
        bool withFutures
    )
    {
        var run = new MarketRun(new(produce, firstDay, seed), seed);
        run.Until(firstDay.AddDays(WarmUpDays), hour: 0);
        for (var moment = 0; moment * DaysBetween < days; moment++)
        {
            run.Until(firstDay.AddDays(WarmUpDays + moment * DaysBetween), Hours[moment % Hours.Length]);
            var taken = run.Take();
            run.cases.AddRange(taken);
            if (withFutures && moment % FuturesEvery == 0)
            {
                run.AskFutures(taken);
            }
        }

        // Until every lot that was looked at has ended.
        run.Until(run.market.Today.AddDays(PoolDays + 2), hour: 0);
        return run.cases;
    }

    private void Until(DateOnly day, int hour)
    {
        while (market.Today < day || market.Hour < hour)
        {
            market.NextHour();
        }
    }

    /// <summary>What the market's own database would answer at this moment, and nothing else.</summary>
    private List<ForecastCase> Take()
    {
        ended.RemoveAll(lot => lot.LastSellingDay < market.Today.AddDays(-PoolDays));
        var known = ended
            .Concat(market.Open)
            .Select(lot => (lot.Kind, Sales: SalesOf(lot)))
            .Where(lot => lot.Sales.DaysOnSale > 0)
            .ToList();
        var everything = known.Select(lot => lot.Sales).ToList();
        var rhythm = WeekdayProfile.Of(everything);
        var broad = DemandPrior.Of(everything, rhythm);
        var byKind = known
            .GroupBy(lot => lot.Kind)
            .ToDictionary(kind => kind.Key, kind => DemandPrior.Of([.. kind.Select(lot => lot.Sales)], rhythm, broad));
        return
        [
            .. from lot in market.Open
            where lot.AvailableGrams > 0
            select new ForecastCase(
                lot,
                new(
                    lot.AvailableGrams,
                    lot.OfferedGrams,
                    lot.ListedAt,
                    market.Now,
                    lot.BestBeforeOn,
                    lot.TransitDays,
                    [.. lot.Days],
                    byKind.GetValueOrDefault(lot.Kind, broad),
                    rhythm
                )
            ),
        ];
    }

    private LotSales SalesOf(SimulatedLot lot)
    {
        var oldest = market.Today.AddDays(-PoolDays);
        var from = lot.ListedOn.AddDays(1) > oldest ? lot.ListedOn.AddDays(1) : oldest;
        var yesterday = market.Today.AddDays(-1);
        var until = lot.GoneOn?.AddDays(-1) ?? lot.LastSellingDay;
        return new(from, until < yesterday ? until : yesterday, [.. lot.Days]);
    }

    private void AskFutures(List<ForecastCase> taken)
    {
        for (var future = 0; future < Futures; future++)
        {
            var other = market.WithOtherFuture(seed * 1_000_003 + cases.Count * 101 + future);
            var asked = taken.ToDictionary(one => one.LotNumber);
            other.Ended = lot =>
            {
                if (asked.Remove(lot.Number, out var one))
                {
                    one.AddFuture(lot);
                }
            };
            while (asked.Count > 0)
            {
                other.NextHour();
            }
        }
    }
}
