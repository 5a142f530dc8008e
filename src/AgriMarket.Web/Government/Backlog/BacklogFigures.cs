using AgriMarket.Domain.Lots;
using AgriMarket.Web.Aid.Forecasts;

namespace AgriMarket.Web.Government.Backlog;

/// <summary>What lots at risk have in common, and what is expected to be left of them.</summary>
/// <param name="Grams">The sum of the expected rests.</param>
public sealed record RiskTotal<TKey>(TKey Key, int Lots, long Grams);

/// <summary>The backlog of a region at one moment: lots to be watched or worse.</summary>
/// <param name="RegionCode">Null for the whole market.</param>
/// <param name="LotsOnSale">Fine ones too.</param>
/// <param name="ByDaysLeft">By days left to sell, today first; the last stands for all that have longer.</param>
/// <param name="Worst">Those with the highest risk, of these those with the most left.</param>
public sealed record BacklogFigures(
    DateTime At,
    string? RegionCode,
    int LotsOnSale,
    int LotsAtRisk,
    int LotsCritical,
    long GramsAtRisk,
    IReadOnlyList<RiskTotal<int>> ByDaysLeft,
    IReadOnlyList<RiskTotal<string>> ByCounty,
    IReadOnlyList<RiskTotal<ProduceCategory>> ByCategory,
    IReadOnlyList<LotOutlook> Worst
);
