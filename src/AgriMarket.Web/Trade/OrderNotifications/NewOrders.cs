using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderNotifications;

/// <summary>A line of a paid order that waits to be shipped.</summary>
internal sealed record LineToShip(Guid FarmerId, Guid OrderId, string ProduceCode, long Grams);

/// <summary>What one farmer is told of their new orders; their lines come order by order.</summary>
internal sealed class NewOrders
{
    private Guid lastOrder;
    private int count;
    private long grams;
    private string? produceCode;

    public NotificationSubject Subject =>
        new()
        {
            Count = count,
            Grams = grams,
            ProduceCode = produceCode,
        };

    public void Add(LineToShip line)
    {
        produceCode = count == 0 || produceCode == line.ProduceCode ? line.ProduceCode : null;
        count += line.OrderId == lastOrder ? 0 : 1;
        lastOrder = line.OrderId;
        grams = checked(grams + line.Grams);
    }
}

internal static class NewOrderQueries
{
    /// <summary>What was paid within a window and is still to be shipped, the lines of an order one after the other.</summary>
    public static IQueryable<LineToShip> LinesToShip(this MarketDb db, NotificationWindow window) =>
        from order in db.Set<Order>().AsNoTracking()
        where order.PaidAt >= window.Start && order.PaidAt < window.End
        join parcel in db.Set<Parcel>() on order.Id equals parcel.OrderId
        where parcel.Status == ParcelStatus.ToShip
        join line in db.Set<OrderLine>() on new { parcel.OrderId, parcel.FarmerId } equals new { line.OrderId, line.FarmerId }
        where line.Grams > line.RefundedGrams
        join lot in db.Set<Lot>() on line.LotId equals lot.Id
        where lot.OriginCode == parcel.OriginCode
        orderby order.Id
        select new LineToShip(parcel.FarmerId, order.Id, line.ProduceCode, line.Grams - line.RefundedGrams);
}
