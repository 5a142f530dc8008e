using AgriMarket.Domain.Matching.Graphs;

namespace AgriMarket.Domain.Matching.Plans;

public enum RunTrigger
{
    Schedule,

    /// <summary>A lot has become urgent.</summary>
    UrgentLot,

    /// <summary>An official published a plan.</summary>
    Official,
}

/// <summary>What a published run was given and what it found: insert-only. What of it is proposed are the proposals that name it.</summary>
public sealed class MatchRunRecord
{
    public required Guid Id { get; init; }

    public required DateTime At { get; init; }

    public required RunTrigger Trigger { get; init; }

    /// <summary>The official; null for a run that nobody started.</summary>
    public Guid? MemberId { get; init; }

    public required MatchWeights Weights { get; init; }

    public required int Lots { get; init; }

    public required int Demands { get; init; }

    /// <summary>Pairs of a lot and a demand that are allowed.</summary>
    public required int Arcs { get; init; }

    /// <summary>Consignments of the plan; those of which there is no proposal no longer fitted when their turn came.</summary>
    public required int Consignments { get; init; }

    public required long Grams { get; init; }

    /// <summary>Of what was expected to spoil.</summary>
    public required long SavedGrams { get; init; }

    public required long IncomeFen { get; init; }

    public required long FreightFen { get; init; }

    public required long ListedGrams { get; init; }

    public required int LotsUsed { get; init; }

    /// <summary>How far below the bound the plan is, in millionths; null when the solver knows no bound.</summary>
    public long? GapPerMillion { get; init; }

    /// <summary>More may have been possible with more time.</summary>
    public required bool IsBestSoFar { get; init; }

    /// <summary>From reading the market to the proven plan.</summary>
    public required int Milliseconds { get; init; }
}
