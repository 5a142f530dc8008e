namespace AgriMarket.Benchmarks.Backlog;

/// <summary>Hidden from every forecast: what moves the demand for one kind of produce.</summary>
internal sealed class Tastes
{
    private Tastes() { }

    /// <summary>Mean visitors a day who want it.</summary>
    public required double Visitors { get; init; }

    /// <summary>Percent fewer visitors for a percent on the wholesale price.</summary>
    public required double Elasticity { get; init; }

    /// <summary>How much offered grams go beyond what is asked for.</summary>
    public required double Supply { get; init; }

    /// <summary>Usual weight of a household's order.</summary>
    public required double HouseholdJin { get; init; }

    /// <summary>Share of the visitors who cook for many, on weekdays only.</summary>
    public required double CanteenShare { get; init; }

    /// <summary>How strongly buyers dislike what is no longer fresh.</summary>
    public required double FreshnessTarget { get; init; }

    public required int ShelfDays { get; init; }

    /// <summary>Logarithm of today's fashion; wanders.</summary>
    public double Fashion { get; private set; }

    public static Tastes Of(PricedProduce produce, Chance chance) =>
        new()
        {
            Visitors = 35 * chance.LogNormal(0.8),
            Elasticity = chance.Uniform(0.4, 1.8),
            Supply = chance.LogNormal(0.35),
            HouseholdJin = chance.Uniform(3, 10),
            CanteenShare = chance.Uniform(0, 0.05),
            FreshnessTarget = chance.Uniform(0, 2),
            ShelfDays = Math.Clamp(produce.Kind.ProposedShelfDays, 4, 25),
            Fashion = 0.3 * chance.Normal(),
        };

    public void NextDay(Chance chance) => Fashion = 0.96 * Fashion + 0.08 * chance.Normal();

    public Tastes Copy() => (Tastes)MemberwiseClone();
}
