using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderSettlement;

/// <summary>Orders that were not paid in time, the longest due first.</summary>
internal static class ExpiredOrders
{
    public const string Name = "order.expire";

    /// <param name="expire">Ends one order, in a command of its own.</param>
    public static DueKind<DueItem> Of(Func<Guid, Task<Result<Done>>> expire) =>
        DueKind.ByTime(
            Name,
            (db, now) =>
                db.Set<Order>()
                    .Where(order => order.Status == OrderStatus.AwaitingPayment && order.PayBefore <= now)
                    .Select(order => new DueItem { At = order.PayBefore, Id = order.Id }),
            (orderId, _) => expire(orderId)
        ) with
        {
            // Whoever has paid meanwhile, or been given more time, keeps the order.
            Past = ["order.moved", "order.unknown"],

            // Only orders with an open payment page need the gateway; the others end without it.
            Waits = ["gateway.unreachable"],
        };
}
