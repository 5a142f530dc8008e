using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Cases;

/// <summary>
/// Which patterns in sales with public money officials are shown: decides, and touches nothing. A finding accuses nobody; it is where a
/// person looks first. What families, canteens, agents and co-operatives do every day stays below it.
/// </summary>
public static class FindingRules
{
    private const long GramsPerKg = 1_000;
    private const int Percent = 100;

    /// <summary>All patterns, those with the most public money first.</summary>
    public static IReadOnlyList<FoundPattern> Find(FindingFacts facts, FindingSettings settings) =>
        [
            .. Pairs(facts, settings)
                .Concat(Shared(facts, settings))
                .Concat(Related(facts, settings))
                .Concat(Rates(facts, settings))
                .Where(found => found.GrantFen >= settings.LeastGrantFen)
                .OrderByDescending(found => found.GrantFen)
                .ThenBy(found => found.Kind)
                .ThenBy(found => found.Key, StringComparer.Ordinal),
        ];

    /// <summary>Orders agreed with institutions are left aside: a canteen buys from whom it was matched with.</summary>
    private static IEnumerable<FoundPattern> Pairs(FindingFacts facts, FindingSettings settings)
    {
        var ofSeller = SumBy(facts.Sales, sale => sale.SellerId);
        var ofBuyer = SumBy(facts.Sales, sale => sale.BuyerId);
        return from sale in facts.Sales
            where !sale.IsAgreed
            group sale by (sale.SellerId, sale.BuyerId) into pair
            let found = Pattern(facts, FindingKind.Pair, $"{pair.Key.SellerId:N}:{pair.Key.BuyerId:N}", pair)
            where
                found is not null
                && found.ParcelCount >= settings.PairParcels
                && pair.Sum(sale => sale.GrantFen) * Percent
                    >= Math.Min(ofSeller[pair.Key.SellerId], ofBuyer[pair.Key.BuyerId]) * settings.PairPercent
            select found;
    }

    /// <summary>
    /// Counted for each seller: neighbours and families share a door and buy from many. Accounts of sellers do not count, since a
    /// co-operative's members may share one mobile.
    /// </summary>
    private static IEnumerable<FoundPattern> Shared(FindingFacts facts, FindingSettings settings)
    {
        var marked = facts
            .Sales.Where(sale => !sale.IsAgreed)
            .SelectMany(sale => Marks(sale, MarksOf(facts, sale.BuyerId)).Select(mark => (mark.Kind, mark.Mark, Sale: sale)));
        return from row in marked
            group row.Sale by (row.Kind, row.Mark, row.Sale.SellerId) into sales
            let found = Pattern(facts, sales.Key.Kind, $"{sales.Key.SellerId:N}:{sales.Key.Mark}", sales)
            where found is not null && found.BuyerCount >= settings.SharedAccounts
            select found;
    }

    private static IEnumerable<(FindingKind Kind, string Mark)> Marks(GrantedSale sale, MemberMarks buyer) =>
        [
            .. sale.MobileKeys.Distinct().Select(key => (FindingKind.SharedMobile, key)),
            .. sale.AddressKey is { } door ? [(FindingKind.SharedAddress, door)] : Array.Empty<(FindingKind, string)>(),
            .. buyer.DeviceKeys.Select(key => (FindingKind.SharedDevice, key)),
        ];

    private static IEnumerable<FoundPattern> Related(FindingFacts facts, FindingSettings settings) =>
        from sale in facts.Sales
        group sale by (sale.SellerId, sale.BuyerId) into pair
        let shared = Common(MarksOf(facts, pair.Key.SellerId), MarksOf(facts, pair.Key.BuyerId), pair.Key.BuyerId, pair)
        where shared != SharedMarks.None
        let found = Pattern(facts, FindingKind.Related, $"{pair.Key.SellerId:N}:{pair.Key.BuyerId:N}", pair)
        where found is not null && found.ParcelCount >= settings.RelatedParcels
        select found with
        {
            Shared = shared,
        };

    private static SharedMarks Common(MemberMarks seller, MemberMarks buyer, Guid buyerId, IEnumerable<GrantedSale> sales)
    {
        var (mobiles, doors) = (sales.SelectMany(sale => sale.MobileKeys), sales.Select(sale => sale.AddressKey).OfType<string>());
        return If(SharedMarks.Mobile, mobiles.Concat(buyer.MobileKeys).Any(seller.MobileKeys.Contains))
            | If(SharedMarks.Address, doors.Concat(buyer.AddressKeys).Any(seller.AddressKeys.Contains))
            | If(SharedMarks.Device, buyer.DeviceKeys.Overlaps(seller.DeviceKeys))
            | If(SharedMarks.Payee, seller.PayeeId == buyerId);
    }

    /// <summary>A seller with one lot of a kind is shown by that lot.</summary>
    private static IEnumerable<FoundPattern> Rates(FindingFacts facts, FindingSettings settings)
    {
        GrantedSale[] delivered = [.. facts.Sales.Where(sale => sale is { IsDelivered: true, Grams: > 0 })];
        var lots = delivered.GroupBy(sale => (sale.ProduceCode, sale.SellerId, Id: (Guid?)sale.LotId));
        var sellers = delivered
            .GroupBy(sale => (sale.ProduceCode, sale.SellerId, Id: (Guid?)null))
            .Where(sales => sales.DistinctBy(sale => sale.LotId).Skip(1).Any());
        return Rates(facts, settings, FindingKind.HighLot, lots).Concat(Rates(facts, settings, FindingKind.HighSeller, sellers));
    }

    private static IEnumerable<FoundPattern> Rates(
        FindingFacts facts,
        FindingSettings settings,
        FindingKind kind,
        IEnumerable<IGrouping<(string ProduceCode, Guid SellerId, Guid? Id), GrantedSale>> groups
    ) =>
        from peers in groups.GroupBy(sales => sales.Key.ProduceCode)
        where peers.Skip(settings.RatePeers - 1).Any()
        let median = Math.Max(1, Medians.HalfUp(peers.Select(Rate)))
        from sales in peers
        let key = sales.Key.Id is { } lotId ? $"{lotId:N}" : $"{sales.Key.SellerId:N}:{sales.Key.ProduceCode}"
        let found = Pattern(facts, kind, key, sales)
        where found is not null && found.ParcelCount >= settings.RateParcels
        let rate = Rate(found.GrantFen, found.Grams)
        where rate > median * settings.RateFactor
        select found with
        {
            ProduceCode = sales.Key.ProduceCode,
            RateFenPerKg = rate,
            MedianFenPerKg = median,
        };

    private static long Rate(IEnumerable<GrantedSale> sales) => Rate(sales.Sum(sale => sale.GrantFen), sales.Sum(sale => sale.Grams));

    private static long Rate(long grantFen, long grams) => Rounding.HalfUp(grantFen, GramsPerKg, grams);

    /// <summary>The pattern that sales make, without those that were looked at; null where none is left.</summary>
    private static FoundPattern? Pattern(FindingFacts facts, FindingKind kind, string key, IEnumerable<GrantedSale> all)
    {
        var since = facts.LookedAt.TryGetValue((kind, key), out var upTo) ? upTo : DateTime.MinValue;
        GrantedSale[] sales = [.. all.Where(sale => sale.PaidAt > since)];
        if (sales.Length == 0)
        {
            return null;
        }

        var parcels = sales.GroupBy(sale => (sale.ParcelId, sale.OrderId)).ToList();
        return new FoundPattern(
            kind,
            key,
            sales[0].SellerId,
            SumBy(sales, sale => sale.OriginCode)
                .OrderByDescending(sum => sum.Value)
                .ThenBy(sum => sum.Key, StringComparer.Ordinal)
                .First()
                .Key,
            sales.DistinctBy(sale => sale.BuyerId).Count(),
            parcels.Count,
            sales.Sum(sale => sale.GrantFen),
            sales.Sum(sale => sale.Grams),
            sales.Max(sale => sale.PaidAt),
            [
                .. parcels
                    .OrderByDescending(parcel => parcel.Sum(sale => sale.GrantFen))
                    .ThenBy(parcel => parcel.Key.ParcelId)
                    .Take(Finding.MostParcels)
                    .Select(parcel => new FindingParcel(parcel.Key.ParcelId, parcel.Key.OrderId)),
            ]
        );
    }

    private static Dictionary<T, long> SumBy<T>(IEnumerable<GrantedSale> sales, Func<GrantedSale, T> key)
        where T : notnull => sales.GroupBy(key).ToDictionary(group => group.Key, group => group.Sum(sale => sale.GrantFen));

    private static MemberMarks MarksOf(FindingFacts facts, Guid memberId) => facts.Marks.GetValueOrDefault(memberId, MemberMarks.None);

    private static SharedMarks If(SharedMarks mark, bool holds) => holds ? mark : SharedMarks.None;
}
