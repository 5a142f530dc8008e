using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Findings;

/// <summary>Reads what the rules about patterns go by. Mobiles and doors leave it as hashes.</summary>
internal static class FindingFactReads
{
    /// <summary>Orders with public money that are read in a round: the newest, about 10 MB of facts.</summary>
    public const int MostOrders = 20_000;

    /// <summary>How long before the window a seller's own purchases begin, for the doors they are known by.</summary>
    private static readonly TimeSpan OwnOrdersFor = TimeSpan.FromDays(365);

    /// <summary>Own purchases of the sellers of a part.</summary>
    private const int MostOwnOrders = 5_000;

    /// <summary>Ids of a query.</summary>
    private const int PartSize = 500;

    /// <summary>What was sent to buyers and paid for since an instant, as far as public money is in it.</summary>
    public static async Task<FindingFacts> FindingFactsAsync(this MarketDb db, DateTime since, CancellationToken stop)
    {
        var orders = await db.Set<Order>()
            .AsNoTracking()
            .Where(order => order.PaidAt != null && order.PaidAt >= since && order.ShippingSubsidyFen + order.FundSubsidyFen > 0)
            .OrderByDescending(order => order.PaidAt)
            .Take(MostOrders)
            .Select(order => new GrantedOrder(
                order.Id,
                order.BuyerId,
                order.PaidAt!.Value,
                order.Standing == null,
                order.MobileKey,
                order.AddressKey,
                order.ShipTo.Mobile
            ))
            .ToDictionaryAsync(order => order.Id, stop);
        var sales = new List<GrantedSale>();
        foreach (var part in orders.Keys.Chunk(PartSize))
        {
            sales.AddRange((await LinesOf(db, part).ToListAsync(stop)).Select(line => line.ToSale(orders[line.OrderId])));
        }

        var looked = await db.Set<Finding>()
            .Where(row => row.LookedUpTo != null)
            .Select(row => new
            {
                row.Kind,
                row.Key,
                UpTo = row.LookedUpTo!.Value,
            })
            .ToDictionaryAsync(row => (row.Kind, row.Key), row => row.UpTo, stop);
        return new FindingFacts(sales, await MarksAsync(db, sales, since - OwnOrdersFor, stop), looked);
    }

    private static IQueryable<GrantedLine> LinesOf(MarketDb db, Guid[] orderIds) =>
        from line in db.Set<OrderLine>()
        where orderIds.Contains(line.OrderId) && line.GrantedFen > line.GrantReturnedFen
        join lot in db.Set<Lot>() on line.LotId equals lot.Id
        join parcel in db.Set<Parcel>()
            on new
            {
                line.OrderId,
                line.FarmerId,
                lot.OriginCode,
            } equals new
            {
                parcel.OrderId,
                parcel.FarmerId,
                parcel.OriginCode,
            }
        where parcel.Status == ParcelStatus.Shipped || parcel.Status == ParcelStatus.Received
        select new GrantedLine
        {
            ParcelId = parcel.Id,
            OrderId = line.OrderId,
            SellerId = line.FarmerId,
            LotId = line.LotId,
            ProduceCode = line.ProduceCode,
            OriginCode = lot.OriginCode,
            GrantFen = line.GrantedFen - line.GrantReturnedFen,
            Grams = line.Grams - line.RefundedGrams,
            IsDelivered =
                parcel.Status == ParcelStatus.Received
                || db.Set<ParcelTracking>().Any(row => row.ParcelId == parcel.Id && row.DeliveredAt != null),
        };

    private static async Task<IReadOnlyDictionary<Guid, MemberMarks>> MarksAsync(
        MarketDb db,
        List<GrantedSale> sales,
        DateTime ownSince,
        CancellationToken stop
    )
    {
        var marks = new Dictionary<Guid, MemberMarks>();
        HashSet<Guid> sellers = [.. sales.Select(sale => sale.SellerId)];
        foreach (var part in sellers.Chunk(PartSize))
        {
            await AddSellersAsync(db, marks, part, ownSince, stop);
        }

        foreach (var part in sales.Select(sale => sale.BuyerId).Concat(sellers).Distinct().Chunk(PartSize))
        {
            var devices = await db.Set<MemberDevice>()
                .Where(row => part.Contains(row.MemberId))
                .Select(row => new { row.MemberId, row.DeviceKey })
                .ToListAsync(stop);
            foreach (var of in devices.GroupBy(row => row.MemberId, row => row.DeviceKey))
            {
                marks[of.Key] = marks.GetValueOrDefault(of.Key, MemberMarks.None) with { DeviceKeys = of.ToHashSet() };
            }
        }

        return marks;
    }

    private static async Task AddSellersAsync(
        MarketDb db,
        Dictionary<Guid, MemberMarks> marks,
        Guid[] sellerIds,
        DateTime ownSince,
        CancellationToken stop
    )
    {
        var members = await db.Set<Member>()
            .Where(row => sellerIds.Contains(row.Id))
            .Select(row => new { row.Id, Mobiles = new[] { row.VerifiedMobile, row.PhoneNumber, row.UserName } })
            .ToListAsync(stop);
        var own = await db.Set<Order>()
            .AsNoTracking()
            .Where(row => sellerIds.Contains(row.BuyerId) && row.PlacedAt >= ownSince && row.PaidAt != null)
            .OrderByDescending(row => row.PlacedAt)
            .Take(MostOwnOrders)
            .Select(row => new
            {
                row.BuyerId,
                row.AddressKey,
                row.ShipTo.Mobile,
            })
            .ToListAsync(stop);
        var payees = await db.Set<PayeeChoice>()
            .Where(row => sellerIds.Contains(row.FarmerId) && row.AgreedAt != null)
            .ToDictionaryAsync(row => row.FarmerId, row => (Guid?)row.PayeeId, stop);
        var bought = own.ToLookup(row => row.BuyerId);
        foreach (var member in members)
        {
            marks[member.Id] = new MemberMarks
            {
                MobileKeys = member
                    .Mobiles.OfType<string>()
                    .Concat(bought[member.Id].Select(row => row.Mobile))
                    .Select(KeyHash.Of)
                    .ToHashSet(),
                AddressKeys = bought[member.Id].Select(row => row.AddressKey).OfType<string>().ToHashSet(),
                PayeeId = payees.GetValueOrDefault(member.Id),
            };
        }
    }

    private sealed record GrantedOrder(
        Guid Id,
        Guid BuyerId,
        DateTime PaidAt,
        bool IsAgreed,
        string? MobileKey,
        string? AddressKey,
        string RecipientMobile
    );

    private sealed class GrantedLine
    {
        public required Guid ParcelId { get; init; }

        public required Guid OrderId { get; init; }

        public required Guid SellerId { get; init; }

        public required Guid LotId { get; init; }

        public required string ProduceCode { get; init; }

        public required string OriginCode { get; init; }

        public required long GrantFen { get; init; }

        public required long Grams { get; init; }

        public required bool IsDelivered { get; init; }

        public GrantedSale ToSale(GrantedOrder order) =>
            new(
                ParcelId,
                OrderId,
                SellerId,
                order.BuyerId,
                LotId,
                ProduceCode,
                OriginCode,
                order.PaidAt,
                GrantFen,
                Grams,
                order.IsAgreed,
                IsDelivered
            )
            {
                MobileKeys = order.MobileKey is { } proved
                    ? [proved, KeyHash.Of(order.RecipientMobile)]
                    : [KeyHash.Of(order.RecipientMobile)],
                AddressKey = order.AddressKey,
            };
    }
}
