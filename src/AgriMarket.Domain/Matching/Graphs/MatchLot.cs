namespace AgriMarket.Domain.Matching.Graphs;

/// <summary>Grades as the agricultural standards of China (NY/T) name them; a lower number is better.</summary>
public enum ProduceGrade
{
    /// <summary>特级.</summary>
    Extra = 1,

    /// <summary>一级.</summary>
    First = 2,

    /// <summary>二级.</summary>
    Second = 3,
}

/// <summary>
/// What a lot brings into a match: its free stock and what its farmer asks for. Whether it must travel cold is told by its
/// produce, whether its county is a listed one by its region, so that neither can be said otherwise here.
/// </summary>
/// <param name="Household">The farming household behind the lot, to whom its share is traced.</param>
/// <param name="CountyCode">Where it is loaded.</param>
/// <param name="FreeGrams">Neither sold nor held: above zero.</param>
/// <param name="BestBeforeOn">The last China day on which it may arrive.</param>
/// <param name="FloorFenPerKg">The least the farmer takes, in fen per kilogram at the farm.</param>
/// <param name="SmallestSaleGrams">The smallest part of the lot that may go to one demand; at least a unit.</param>
/// <param name="UnitGrams">Every part is a whole number of these.</param>
/// <param name="Grade">Null when nobody graded it.</param>
/// <param name="ExpectedUnsoldGrams">Mean rest by the backlog forecast if nothing changes: zero up to the free grams.</param>
/// <param name="FarmerId">Who sells it; nobody is matched with himself.</param>
/// <param name="CampaignId">The campaign it is offered in; null for none.</param>
public sealed record MatchLot(
    Guid Id,
    string Household,
    string ProduceCode,
    string CountyCode,
    long FreeGrams,
    DateOnly ReadyOn,
    DateOnly BestBeforeOn,
    long FloorFenPerKg,
    long SmallestSaleGrams,
    long UnitGrams,
    ProduceGrade? Grade,
    long ExpectedUnsoldGrams,
    Guid FarmerId,
    Guid? CampaignId
)
{
    /// <summary>Free grams in whole units: what a plan can use.</summary>
    public long UsableGrams => FreeGrams - FreeGrams % UnitGrams;

    /// <summary>The smallest part in whole units.</summary>
    public long SmallestPartGrams =>
        AgriMarket.Domain.Common.Rounding.StepsUp(Math.Max(SmallestSaleGrams, UnitGrams), UnitGrams) * UnitGrams;

    /// <summary>
    /// The whole fen that a sale unit costs at a price per kilogram, rounded down: the buyer never pays more than that price, and
    /// every part of the lot is paid exactly. It is never below the floor, which is itself a whole number of fen a unit.
    /// </summary>
    public long UnitPriceFen(long fenPerKg) =>
        AgriMarket.Domain.Common.Rounding.Floor(fenPerKg, UnitGrams, AgriMarket.Domain.Common.Weights.KilogramGrams);
}
