using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Subsidies;

/// <summary>What one sale unit costs its buyer while schemes pay towards the goods, and which they are.</summary>
/// <param name="UnitPriceFen">Fen for one sale unit after all of <paramref name="Payers"/>.</param>
public sealed record SubsidisedPrice(long UnitPriceFen, IReadOnlyList<Scheme> Payers)
{
    /// <summary>
    /// The price of a single unit bought alone, by the rules of an order; null where no scheme lowers it, because none covers
    /// it, none has money left for one unit, or the share of one unit is less than a fen.
    /// </summary>
    public static SubsidisedPrice? Of(
        string originCode, Guid? campaignId, long unitPriceFen, IEnumerable<FundedScheme> schemes, RegionCatalogue regions, DateTime now)
    {
        FundedScheme[] towardsGoods = [.. schemes.Where(funded => funded.Scheme.Kind == SchemeKind.PercentOfGoods)];
        var plan = Subsidy.Plan(towardsGoods, [new SubsidyLine(originCode, campaignId, unitPriceFen)], 0, regions, now);
        return plan.Grants.Count == 0
            ? null
            : new SubsidisedPrice(unitPriceFen - plan.SumFen(SchemeKind.PercentOfGoods), [.. plan.Grants.Select(grant => grant.Scheme)]);
    }
}
