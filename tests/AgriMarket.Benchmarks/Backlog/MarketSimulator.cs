using AgriMarket.Domain.Common;

namespace AgriMarket.Benchmarks.Backlog;

/// <summary>
/// A made-up market that no forecast has the formula of. Visitors come by the hour for a kind of produce; their number follows
/// hidden tastes that wander, the carried wholesale prices, the week, the festivals and the weather. Each compares the lots on
/// sale (price, freshness, county, what others bought, a hidden appeal) with not buying at all, and takes little for a household
/// or much for a canteen. Now and then somebody talks about a lot, a county runs a campaign, a farmer lowers a price, a part of
/// a lot spoils early.
/// </summary>
internal sealed class MarketSimulator
{
    public const int Counties = 12;
    private const long StepGrams = Weights.JinGrams;
    private const double NotBuying = 2.5;

    /// <summary>A third of the lots is sold by the pack, whatever a household would have liked.</summary>
    private static readonly long[] Packs = [1_500, 2_500, 5_000, 10_000];

    /// <summary>Of a lot, as listed below.</summary>
    private const double MeanJin = (0.88 * 260 + 0.12 * 1_600) * 1.2;

    /// <summary>Share of a day's visitors in each hour: a peak at eleven and one in the evening, some at night.</summary>
    private static readonly double[] Hours =
    [
        .. new double[] { 6, 3, 2, 1, 1, 3, 10, 25, 45, 60, 75, 80, 60, 45, 40, 40, 45, 55, 70, 90, 100, 85, 45, 14 }.Select(weight =>
            weight / 1000
        ),
    ];

    private readonly IReadOnlyList<PricedProduce> produce;
    private readonly Tastes[] tastes;
    private readonly double[] reputation;
    private readonly int[] campaignDaysLeft;
    private readonly List<SimulatedLot>[] open;
    private readonly Chance chance;
    private readonly double[] weights = new double[4_096];
    private double weather = 1;
    private int listed;

    public MarketSimulator(IReadOnlyList<PricedProduce> produce, DateOnly firstDay, int seed)
    {
        (this.produce, chance) = (produce, new(seed));
        Today = firstDay;
        tastes = [.. produce.Select(kind => Tastes.Of(kind, chance))];
        reputation = [.. Enumerable.Range(0, Counties).Select(_ => 0.3 * chance.Normal())];
        campaignDaysLeft = new int[Counties];
        open = [.. produce.Select(_ => new List<SimulatedLot>())];
    }

    private MarketSimulator(MarketSimulator other, int seed)
    {
        (produce, reputation, weather, listed, Today, Hour) = (
            other.produce,
            other.reputation,
            other.weather,
            other.listed,
            other.Today,
            other.Hour
        );
        chance = new(seed);
        tastes = [.. other.tastes.Select(taste => taste.Copy())];
        campaignDaysLeft = [.. other.campaignDaysLeft];
        open = [.. other.open.Select(lots => lots.Select(lot => lot.Copy()).ToList())];
    }

    public DateOnly Today { get; private set; }

    public int Hour { get; private set; }

    public DateTime Now => ChinaTime.StartOfDay(Today).AddHours(Hour);

    /// <summary>Lots on sale, those that are sold out today included.</summary>
    public IEnumerable<SimulatedLot> Open => open.SelectMany(lots => lots);

    /// <summary>Gets each lot that has come to its end.</summary>
    public Action<SimulatedLot>? Ended { get; set; }

    /// <summary>The same market, hidden parts included, with another future.</summary>
    public MarketSimulator WithOtherFuture(int seed) => new(this, seed);

    public void NextHour()
    {
        for (var kind = 0; kind < produce.Count; kind++)
        {
            if (open[kind].Count > 0)
            {
                Visit(kind);
            }

            List(kind);
        }

        if (++Hour == 24)
        {
            EndDay();
        }
    }

    private void Visit(int kind)
    {
        var (taste, lots) = (tastes[kind], open[kind]);
        var price = produce[kind].RelativePrices[Today.DayNumber - CarriedPrices.FirstDay.DayNumber];
        var isWeekend = Today.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var households =
            taste.Visitors
            * Hours[Hour]
            * ChineseYear.Factor(Today)
            * weather
            * Math.Exp(taste.Fashion)
            * Math.Pow(price, -taste.Elasticity)
            * (isWeekend ? 1.35 : 0.9);
        var total = Weigh(lots, taste);
        for (var visitors = chance.Poisson(households); visitors > 0; visitors--)
        {
            Choose(lots, total, isCanteen: !isWeekend && chance.Happens(taste.CanteenShare), taste);
        }

        foreach (var lot in lots.Where(lot => lot.Buzz > 0))
        {
            for (var visitors = chance.Poisson(lot.Buzz * Hours[Hour]); visitors > 0; visitors--)
            {
                Buy(lot, isCanteen: false, taste);
            }
        }
    }

    private double Weigh(List<SimulatedLot> lots, Tastes taste)
    {
        var total = NotBuying;
        for (var i = 0; i < lots.Count; i++)
        {
            var lot = lots[i];
            var age = 1 - (lot.BestBeforeOn.DayNumber - Today.DayNumber) / (double)taste.ShelfDays;
            var utility =
                lot.Appeal
                + reputation[lot.County]
                + (campaignDaysLeft[lot.County] > 0 ? 0.9 : 0)
                - 2.5 * Math.Log(lot.PriceRatio)
                - taste.FreshnessTarget * age * age
                + 0.12 * Math.Log(1 + lot.Orders);
            total += weights[i] = Math.Exp(utility);
        }

        return total;
    }

    private void Choose(List<SimulatedLot> lots, double total, bool isCanteen, Tastes taste)
    {
        var at = chance.Uniform() * total - NotBuying;
        for (var i = 0; at >= 0 && i < lots.Count; i++)
        {
            at -= weights[i];
            if (at < 0)
            {
                // Whoever finds his lot sold out looks at the others with half a mind, or goes.
                var chosen = lots[i].AvailableGrams > 0 || chance.Happens(0.5) ? lots[i] : lots[chance.Below(lots.Count)];
                Buy(chosen, isCanteen, taste);
            }
        }
    }

    private void Buy(SimulatedLot lot, bool isCanteen, Tastes taste)
    {
        var jin = isCanteen ? 60 * chance.LogNormal(0.7) : taste.HouseholdJin * chance.LogNormal(0.5);
        var grams = Math.Min(lot.AvailableGrams, lot.UnitGrams * Math.Max(1, (long)Math.Round(jin * StepGrams / lot.UnitGrams)));
        if (grams > 0)
        {
            lot.Sell(Now, grams);
        }
    }

    /// <summary>Farmers bring about what was asked for, by their own guess of it, more of it at harvest.</summary>
    private void List(int kind)
    {
        if (Hour is < 6 or > 20)
        {
            return;
        }

        var taste = tastes[kind];
        var harvest = produce[kind].Kind.HarvestMonths.Contains(Today.Month) ? 1.2 : 0.8;
        var askedJin = taste.Visitors * 0.65 * (taste.HouseholdJin * 1.13 + taste.CanteenShare * 60);
        for (var lots = chance.Poisson(askedJin * taste.Supply * harvest / MeanJin / 15); lots > 0; lots--)
        {
            var jin = (chance.Happens(0.12) ? 1_600 : 260) * chance.LogNormal(0.6);
            var unit = chance.Happens(0.35) ? Packs[chance.Below(Packs.Length)] : StepGrams;
            var grams = unit * Math.Max(8, (long)jin * StepGrams / unit);
            var shelf = Math.Max(3, (int)Math.Round(taste.ShelfDays * chance.Uniform(0.7, 1.1)));
            open[kind]
                .Add(
                    new()
                    {
                        Number = ++listed,
                        Kind = kind,
                        County = chance.Below(Counties),
                        ListedAt = Now.AddMinutes(chance.Below(60)),
                        BestBeforeOn = Today.AddDays(shelf),
                        TransitDays = 1 + chance.Below(Math.Min(3, shelf - 1)),
                        UnitGrams = unit,
                        OfferedGrams = grams,
                        AvailableGrams = grams,
                        PriceRatio = 1.3 * chance.LogNormal(0.2),
                        Appeal = 0.7 * chance.Normal(),
                    }
                );
        }
    }

    private void EndDay()
    {
        foreach (var lots in open)
        {
            foreach (var lot in lots.Where(lot => lot.LastSellingDay <= Today || lot.AvailableGrams == 0))
            {
                Ended?.Invoke(lot);
            }

            lots.RemoveAll(lot => lot.LastSellingDay <= Today || lot.AvailableGrams == 0);
        }

        (Today, Hour) = (Today.AddDays(1), 0);
        weather = chance.LogNormal(0.15);
        foreach (var taste in tastes)
        {
            taste.NextDay(chance);
        }

        for (var county = 0; county < Counties; county++)
        {
            campaignDaysLeft[county] = chance.Happens(0.006) ? 7 : Math.Max(0, campaignDaysLeft[county] - 1);
        }

        foreach (var lot in Open)
        {
            Happen(lot);
        }
    }

    private void Happen(SimulatedLot lot)
    {
        lot.Buzz =
            chance.Happens(0.004) ? chance.Uniform(15, 80)
            : lot.Buzz > 1 ? lot.Buzz * 0.4
            : 0;
        var passed =
            (Today.DayNumber - lot.ListedOn.DayNumber) / (double)Math.Max(1, lot.LastSellingDay.DayNumber - lot.ListedOn.DayNumber);
        if (passed > 0.4 && lot.AvailableGrams > lot.OfferedGrams * (1 - passed) && chance.Happens(0.12))
        {
            lot.PriceRatio *= chance.Uniform(0.75, 0.92);
        }

        if (chance.Happens(0.004))
        {
            var spoiled = lot.UnitGrams * (long)(lot.AvailableGrams / lot.UnitGrams * chance.Uniform(0.1, 0.6));
            (lot.AvailableGrams, lot.SpoiledGrams) = (lot.AvailableGrams - spoiled, lot.SpoiledGrams + spoiled);
        }
    }
}
