using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Matching;

/// <summary>What one lot has in a consignment.</summary>
/// <param name="FarmFenPerKg">What its farmer is paid.</param>
public sealed record PooledPart(Guid LotId, string Household, long Grams, long FarmFenPerKg);

/// <summary>A household's own part of a consignment, exact to the gram and the fen.</summary>
/// <param name="GoodsFen">What the household is paid.</param>
/// <param name="FreightFen">Its part of the carriage, which the institution pays.</param>
public sealed record PooledShare(Guid LotId, string Household, long Grams, long GoodsFen, long FreightFen);

/// <summary>Many small lots fill one demand; each household's part is traced and paid exactly.</summary>
public static class Pooling
{
    /// <summary>
    /// What all the goods cost: the sum over the parts of price × weight, rounded down once, so that the pool as a whole loses
    /// less than a fen.
    /// </summary>
    public static long GoodsFen(IEnumerable<PooledPart> parts) =>
        Rounding.Floor(parts.Sum(part => part.FarmFenPerKg * part.Grams), 1, Weights.KilogramGrams);

    /// <summary>
    /// Goods by price × weight and carriage by weight, both by largest remainder: the shares add up exactly. The order is that of
    /// the lots' ids, whatever order they come in.
    /// </summary>
    /// <param name="parts">At least one, each with grams above zero.</param>
    public static IReadOnlyList<PooledShare> Shares(IEnumerable<PooledPart> parts, long freightFen)
    {
        PooledPart[] all = [.. parts.OrderBy(part => part.LotId)];
        var goods = GoodsFen(all);
        var goodsFen = goods == 0 ? new long[all.Length] : Rounding.LargestRemainder(goods, [.. all.Select(part => part.FarmFenPerKg * part.Grams)]);
        var freight = Rounding.LargestRemainder(freightFen, [.. all.Select(part => part.Grams)]);
        return [.. all.Select((part, i) => new PooledShare(part.LotId, part.Household, part.Grams, goodsFen[i], freight[i]))];
    }

    /// <summary>
    /// Splits a share of a co-operative's lot among the households that filled the lot, in proportion to what each brought; grams
    /// and fen add up exactly.
    /// </summary>
    /// <param name="brought">Grams that each household brought, in the lot's own order; their sum is above zero.</param>
    public static IReadOnlyList<PooledShare> AmongHouseholds(PooledShare share, IReadOnlyList<(string Household, long Grams)> brought)
    {
        long[] weights = [.. brought.Select(one => one.Grams)];
        var grams = Rounding.LargestRemainder(share.Grams, weights);
        var goods = Rounding.LargestRemainder(share.GoodsFen, weights);
        var freight = Rounding.LargestRemainder(share.FreightFen, weights);
        return [.. brought.Select((one, i) => new PooledShare(share.LotId, one.Household, grams[i], goods[i], freight[i]))];
    }
}
