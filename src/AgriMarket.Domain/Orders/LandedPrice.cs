using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Orders;

/// <summary>
/// What a weight of one lot costs at the buyer's door: goods and freight less subsidies, ordered alone and by nobody in particular. It is
/// the <see cref="Quote"/> of just that, so an order of it is charged the same; a buyer whose caps are used up, or who orders for the first
/// time, may be charged another sum.
/// </summary>
/// <param name="SubsidyFen">Towards goods and freight together.</param>
/// <param name="FreeGrams">What may be added in whole sale units without any more freight; zero where a unit more costs more.</param>
public sealed record LandedPrice(long Grams, long GoodsFen, long ShippingFen, long SubsidyFen, long ToPayFen, long FreeGrams)
{
    /// <summary>A household's full parcel, which prices are held against.</summary>
    public const long HouseholdGrams = 5 * Weights.KilogramGrams;

    /// <summary>
    /// Of a sensible weight a kilogram costs at most so much, in hundredths, of what it costs in a household's full parcel.
    /// </summary>
    public const int SensiblePercent = 125;

    /// <summary>The price of a weight, or the first reason why it cannot be had there.</summary>
    public static Result<LandedPrice> Of(Lot lot, long grams, string destinationCode, QuoteFacts facts)
    {
        var quoted = Quote.For([new WantedLine(lot.Id, grams)], destinationCode, null, facts);
        if (!quoted.IsOk)
        {
            return quoted.Rejections[0];
        }

        var quote = quoted.Value;
        var free = quote.Parcels[0].FreeGrams(destinationCode, facts.Tariff);
        return new LandedPrice(
            grams,
            quote.GoodsFen,
            quote.ShippingFen,
            quote.ShippingSubsidyFen + quote.FundSubsidyFen,
            quote.ToPayFen,
            Math.Min(free, lot.AvailableGrams - grams) / lot.UnitGrams * lot.UnitGrams
        );
    }

    /// <summary>
    /// Weights worth carrying there, the smallest first. Each fills the kilogram of freight that it begins, as far as its sale units do;
    /// the first is the smallest of which a kilogram costs little more than in a household's full parcel
    /// (<see cref="SensiblePercent"/>), the others are that parcel and twice of it. What is left of the lot bounds them. Nothing where
    /// nobody delivers, or less than a sale unit is left.
    /// </summary>
    public static IReadOnlyList<long> Propose(Lot lot, string destinationCode, QuoteFacts facts)
    {
        var service = facts.Produce.Find(lot.ProduceCode)!.Express;
        if (
            lot.AvailableGrams < lot.UnitGrams
            || facts.Tariff.RateOf(service, lot.OriginCode, destinationCode, facts.Regions) is not { } rate
        )
        {
            return [];
        }

        long[] filled = [.. Filled(lot, rate, Math.Max(HouseholdGrams, lot.UnitGrams)).Distinct()];
        var full = filled[^1];
        var first = Array.Find(filled, grams => IsSensible(lot, rate, grams, full));
        return [.. new[] { first, full, Units(lot, Math.Min(2 * full, rate.MaxGrams)) }.Where(grams => grams >= first).Distinct()];
    }

    /// <summary>
    /// For each kilogram of freight begun the most that goes into it, in whole sale units, up to a weight; at least one unit.
    /// </summary>
    private static IEnumerable<long> Filled(Lot lot, FreightRate rate, long most)
    {
        var end = rate.HeaviestAtSameCharge(lot.UnitGrams);
        yield return Units(lot, Math.Max(end, lot.UnitGrams));
        while (end < Math.Min(most, lot.AvailableGrams))
        {
            end = rate.HeaviestAtSameCharge(end + 1);
            yield return Units(lot, Math.Min(end, most));
        }
    }

    /// <summary>As many whole sale units as a weight holds and there are; at least one.</summary>
    private static long Units(Lot lot, long grams) => Math.Max(1, Math.Min(grams, lot.AvailableGrams) / lot.UnitGrams) * lot.UnitGrams;

    private static bool IsSensible(Lot lot, FreightRate rate, long grams, long full) =>
        (Int128)CostFen(lot, rate, grams) * full * 100 <= (Int128)CostFen(lot, rate, full) * grams * SensiblePercent;

    private static long CostFen(Lot lot, FreightRate rate, long grams) => grams / lot.UnitGrams * lot.UnitPriceFen + rate.ChargeFen(grams);
}
