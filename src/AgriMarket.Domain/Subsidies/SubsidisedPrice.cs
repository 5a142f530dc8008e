using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Subsidies;

/// <summary>What one sale unit costs while schemes pay towards the goods, and which they are.</summary>
/// <param name="UnitPriceFen">Fen for one sale unit after all of <paramref name="Payers"/>.</param>
/// <param name="UncountedFen">Fen of the unit's price above what one of them counts, which the buyer pays alone.</param>
public sealed record SubsidisedPrice(long UnitPriceFen, long UncountedFen, IReadOnlyList<Scheme> Payers)
{
    /// <summary>
    /// The price of a single unit bought alone, by the rules of an order, for whoever looks: a scheme that depends on where the
    /// order goes, or on its being the first, does not lower it, and nobody has used up a buyer's cap. Null where no scheme
    /// lowers it, because none covers it, none has money left for one unit, or the share of one unit is less than a fen.
    /// </summary>
    /// <param name="unit">One sale unit and its price.</param>
    public static SubsidisedPrice? Of(SubsidyLine unit, IEnumerable<FundedScheme> schemes, RegionCatalogue regions, DateTime now)
    {
        FundedScheme[] towardsGoods = [.. schemes.Where(funded => funded.Scheme.Side == SubsidySide.Goods)];
        var plan = Subsidy.Plan(towardsGoods, new SubsidyOrder([unit], 0, null, null, regions, now));
        return plan.Grants.Count == 0
            ? null
            : new SubsidisedPrice(
                unit.GoodsFen - plan.SumFen(SubsidySide.Goods),
                plan.Grants.Max(grant => grant.UncountedFen),
                [.. plan.Grants.Select(grant => grant.Scheme)]
            );
    }
}
