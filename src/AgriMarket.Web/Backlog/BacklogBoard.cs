using AgriMarket.Domain.Lots;

namespace AgriMarket.Web.Backlog;

/// <summary>What lots at risk have in common, and what is expected to be left of them.</summary>
/// <param name="Grams">The sum of the expected rests.</param>
public sealed record RiskSum<TKey>(TKey Key, int Lots, long Grams);

/// <summary>The backlog of a region at one moment: lots to be watched or worse.</summary>
/// <param name="RegionCode">Null for the whole market.</param>
/// <param name="LotsOnSale">Fine ones too.</param>
/// <param name="ByDaysLeft">By days left to sell, today first; the last stands for all that have longer.</param>
/// <param name="Worst">Those with the highest risk, of these those with the most left.</param>
public sealed record BacklogBoard(
    DateTime At,
    string? RegionCode,
    int LotsOnSale,
    int LotsAtRisk,
    int LotsCritical,
    long GramsAtRisk,
    IReadOnlyList<RiskSum<int>> ByDaysLeft,
    IReadOnlyList<RiskSum<string>> ByCounty,
    IReadOnlyList<RiskSum<ProduceCategory>> ByCategory,
    IReadOnlyList<LotOutlook> Worst);
