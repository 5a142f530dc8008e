using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Deliveries;

/// <summary>Reads what the rule about deliveries goes by.</summary>
internal static class DeliveryFactReads
{
    /// <summary>Of a seller's own orders: whoever moves more often is not found by where they had goods sent.</summary>
    private const int MostAddresses = 100;

    /// <summary>
    /// Who bought what from whom. The market knows members, mobiles, addresses and who takes whose money; it knows no devices and no
    /// numbers of payment accounts, which would be further facts here.
    /// </summary>
    public static async Task<DeliveryFacts> DeliveryFactsAsync(this MarketDb db, Parcel parcel)
    {
        var order = await db.Set<Order>().AsNoTracking().SingleAsync(row => row.Id == parcel.OrderId);
        var returned = await db.Set<OrderLine>().Where(line => line.OrderId == order.Id).SumAsync(line => line.GrantReturnedFen);
        var first = await db.Set<Order>()
            .Where(row => row.BuyerId == order.BuyerId && row.PaidAt != null)
            .OrderBy(row => row.PlacedAt)
            .Select(row => row.PlacedAt)
            .FirstAsync();
        var (isSameMobile, isSameAddress) = await SellerIsAtAsync(db, parcel.FarmerId, order);
        return new DeliveryFacts(
            order.ShippingSubsidyFen + order.FundSubsidyFen - returned,
            order.GoodsFen + order.ShippingFen,
            order.PlacedAt,
            first,
            order.BuyerId == parcel.FarmerId,
            isSameMobile,
            isSameAddress,
            await db.Set<PayeeChoice>()
                .AnyAsync(row => row.FarmerId == parcel.FarmerId && row.PayeeId == order.BuyerId && row.AgreedAt != null)
        );
    }

    /// <summary>Whether the seller signs in with the mobile goods go to, or had goods sent there themselves.</summary>
    private static async Task<(bool IsSameMobile, bool IsSameAddress)> SellerIsAtAsync(MarketDb db, Guid farmerId, Order order)
    {
        var mobile = order.ShipTo.Mobile;
        var isTheirs = await db.Set<Member>().AnyAsync(row => row.Id == farmerId && (row.UserName == mobile || row.PhoneNumber == mobile));
        var own = await db.Set<Order>()
            .AsNoTracking()
            .Where(row => row.BuyerId == farmerId && row.PaidAt != null)
            .OrderByDescending(row => row.PlacedAt)
            .Take(MostAddresses)
            .Select(row => new { row.ShipTo.Mobile, row.AddressKey })
            .ToListAsync();
        return (
            isTheirs || own.Exists(row => row.Mobile == mobile),
            order.AddressKey is { } door && own.Exists(row => row.AddressKey == door)
        );
    }
}
