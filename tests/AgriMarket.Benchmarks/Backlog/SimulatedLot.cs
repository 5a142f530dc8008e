using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;

namespace AgriMarket.Benchmarks.Backlog;

/// <summary>A lot of the simulated market: what anybody can see, and what only the simulator knows.</summary>
internal sealed class SimulatedLot
{
    private List<DaySales> days = [];
    private List<(DateTime Hour, long Grams)> hours = [];

    public required int Number { get; init; }

    public required int Kind { get; init; }

    public required int County { get; init; }

    public required DateTime ListedAt { get; init; }

    public required DateOnly BestBeforeOn { get; init; }

    public required int TransitDays { get; init; }

    /// <summary>The step of a loose lot, or the weight of a pack.</summary>
    public required long UnitGrams { get; init; }

    public required long OfferedGrams { get; init; }

    public required long AvailableGrams { get; set; }

    /// <summary>Spoiled early and written off.</summary>
    public long SpoiledGrams { get; set; }

    /// <summary>Asking price ÷ the day's wholesale price.</summary>
    public required double PriceRatio { get; set; }

    public IReadOnlyList<DaySales> Days => days;

    public DateOnly ListedOn => ChinaTime.Day(ListedAt);

    public DateOnly LastSellingDay => BestBeforeOn.AddDays(-TransitDays);

    /// <summary>The day on which the last of it went; null while some is left.</summary>
    public DateOnly? GoneOn { get; private set; }

    /// <summary>Hidden: how much buyers like this lot beside others at the same price.</summary>
    public required double Appeal { get; init; }

    /// <summary>Hidden: visitors an hour sent by somebody who talks about it.</summary>
    public double Buzz { get; set; }

    public int Orders { get; private set; }

    /// <summary>What will be unsold, or was: left and spoiled.</summary>
    public long UnsoldGrams => AvailableGrams + SpoiledGrams;

    public long SoldSince(DateTime instant) => hours.Where(hour => hour.Hour >= instant).Sum(hour => hour.Grams);

    public void Sell(DateTime hour, long grams)
    {
        var day = ChinaTime.Day(hour);
        hours.Add((hour, grams));
        AvailableGrams -= grams;
        Orders++;
        if (days.Count > 0 && days[^1].Day == day)
        {
            days[^1] = new(day, days[^1].Orders + 1, days[^1].Grams + grams);
        }
        else
        {
            days.Add(new(day, 1, grams));
        }

        if (AvailableGrams == 0)
        {
            GoneOn = day;
        }
    }

    /// <summary>The same lot without its past, which no future asks for.</summary>
    public SimulatedLot Copy()
    {
        var copy = (SimulatedLot)MemberwiseClone();
        (copy.days, copy.hours) = ([], []);
        return copy;
    }
}
