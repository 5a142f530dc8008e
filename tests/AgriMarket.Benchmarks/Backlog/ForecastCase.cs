using AgriMarket.Domain.Backlog;

namespace AgriMarket.Benchmarks.Backlog;

/// <summary>One lot at one moment of its life: what could be known then, and what became of it.</summary>
internal sealed class ForecastCase(SimulatedLot lot, ForecastFacts facts)
{
    private readonly long spoiledBefore = lot.SpoiledGrams;

    public ForecastFacts Facts => facts;

    public int LotNumber => lot.Number;

    /// <summary>The straight line at that moment.</summary>
    public SimpleOutlook Line { get; } =
        SimpleOutlook.For(
            facts.UnsoldGrams,
            lot.SoldSince(SimpleOutlook.PaceBegins(facts.Now)),
            facts.ListedAt,
            facts.LastSellingDay,
            facts.Now
        );

    /// <summary>Of what was unsold at that moment, the grams that nobody bought; known when the lot has ended.</summary>
    public long RestGrams => lot.UnsoldGrams - spoiledBefore;

    public bool HasRest => RestGrams > 0;

    /// <summary>The rest ÷ what was unsold at that moment.</summary>
    public double RestShare => Share(RestGrams);

    /// <summary>What was unsold at that moment ÷ what was offered: turns a score of shares into one of the lot's grams.</summary>
    public double OfLot => (double)facts.UnsoldGrams / facts.OfferedGrams;

    /// <summary>The rests of the simulator's own other futures from that moment; empty where it was not asked.</summary>
    public List<double> Futures { get; } = [];

    public double Share(long grams) => (double)grams / facts.UnsoldGrams;

    /// <summary>Asks the lot's end in another future.</summary>
    public void AddFuture(SimulatedLot other) => Futures.Add(Share(other.UnsoldGrams - spoiledBefore));
}
