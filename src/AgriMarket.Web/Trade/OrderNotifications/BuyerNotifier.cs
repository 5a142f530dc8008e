using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.People.Notifications;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderNotifications;

/// <summary>Tells buyers what has become of their orders, inside the commands that do it.</summary>
public sealed class BuyerNotifier(NotificationService notifications)
{
    /// <summary>A parcel has left, and how it can be followed.</summary>
    internal Task ShippedAsync(WriteScope scope, Order order, Parcel parcel)
    {
        var carrier = Carrier.Find(parcel.Carrier);
        return TellAsync(
            scope,
            order.BuyerId,
            new(
                BuyerNotifications.ParcelShipped,
                parcel.Id.ToString(),
                new NotificationSubject
                {
                    OrderId = order.Id,
                    Name = $"{carrier?.Name ?? parcel.Carrier} {parcel.TrackingNumber}",
                    NameEn = $"{carrier?.NameEn ?? parcel.Carrier} {parcel.TrackingNumber}",
                }
            )
        );
    }

    /// <summary>Money goes back that the buyer has not asked for; what they have cancelled themselves they know.</summary>
    internal async Task RefundedAsync(WriteScope scope, Refund refund)
    {
        if (refund.Kind != RefundKind.Unshipped && refund.BuyerFen > 0)
        {
            await TellAsync(
                scope,
                await BuyerAsync(scope, refund.OrderId),
                new(
                    BuyerNotifications.OrderRefunded,
                    refund.Id.ToString(),
                    new NotificationSubject
                    {
                        OrderId = refund.OrderId,
                        Fen = refund.BuyerFen,
                        Name = refund.Note,
                    }
                )
            );
        }
    }

    /// <summary>What a payment has settled; a buyer whose money goes back is told, and the many others cost nothing.</summary>
    internal async Task<Result<Settlement>> SettledAsync(WriteScope scope, Guid orderId, Result<Settlement> settled)
    {
        if (settled is { IsOk: true, Value: Settlement.SentBack })
        {
            var order = await scope.Db.Set<Order>().AsNoTracking().SingleAsync(row => row.Id == orderId);
            await TellAsync(
                scope,
                order.BuyerId,
                new(BuyerNotifications.PaidTooLate, orderId.ToString(), new NotificationSubject { OrderId = orderId, Fen = order.ToPayFen })
            );
        }

        return settled;
    }

    private static Task<Guid> BuyerAsync(WriteScope scope, Guid orderId) =>
        scope.Db.Set<Order>().Where(row => row.Id == orderId).Select(row => row.BuyerId).SingleAsync();

    private Task<int> TellAsync(WriteScope scope, Guid buyerId, NotificationDraft draft) =>
        notifications.NotifyAsync(scope, [buyerId], draft);
}
