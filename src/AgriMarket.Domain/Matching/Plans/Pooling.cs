using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Matching.Plans;

/// <summary>What one lot has in a consignment: a whole number of its sale units.</summary>
/// <param name="UnitPriceFen">What its farmer is paid for a sale unit.</param>
public sealed record PooledPart(Guid LotId, string Household, long Grams, long UnitGrams, long UnitPriceFen);

/// <summary>A household's own part of a consignment, exact to the gram and the fen.</summary>
/// <param name="GoodsFen">What the household is paid.</param>
/// <param name="FreightFen">Its part of the freight, which the institution pays.</param>
public sealed record PooledShare(Guid LotId, string Household, long Grams, long GoodsFen, long FreightFen);

/// <summary>Many small lots fill one demand; each household's part is traced and paid exactly.</summary>
public static class Pooling
{
    /// <summary>
    /// Goods by whole sale units, so that nothing is rounded; freight by weight with the largest remainder, so that the shares
    /// add up exactly. The order is that of the lots' ids, whatever order they come in.
    /// </summary>
    /// <param name="parts">At least one, each with grams above zero.</param>
    public static IReadOnlyList<PooledShare> Shares(IEnumerable<PooledPart> parts, long freightFen)
    {
        PooledPart[] all = [.. parts.OrderBy(part => part.LotId)];
        var freight = Rounding.LargestRemainder(freightFen, [.. all.Select(part => part.Grams)]);
        return
        [
            .. all.Select(
                (part, i) =>
                    new PooledShare(part.LotId, part.Household, part.Grams, part.Grams / part.UnitGrams * part.UnitPriceFen, freight[i])
            ),
        ];
    }
}
