using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Tests.Support;
using static AgriMarket.Domain.Orders.OrderAction;
using static AgriMarket.Domain.Orders.OrderStatus;

namespace AgriMarket.Domain.Tests.Orders;

public sealed class OrderStatusTests
{
    [Fact]
    public void AnOrderMovesOnlyAsItsTableSays() =>
        StatusMatrix.Holds(
            Order.Statuses,
            "order.moved",
            (AwaitingPayment, Pay, Paid),
            (AwaitingPayment, Cancel, Cancelled),
            (AwaitingPayment, Expire, Expired),
            (Paid, ShipLast, Shipped),
            (Shipped, ReceiveLast, Received),
            (Expired, PayLate, Paid),
            (Paid, RefundLast, Refunded),
            (Shipped, RefundLast, Refunded),
            (Received, RefundLast, Refunded)
        );

    [Fact]
    public void AParcelMovesOnlyAsItsTableSays() =>
        StatusMatrix.Holds(
            Parcel.Statuses,
            "parcel.moved",
            (ParcelStatus.ToShip, ParcelAction.Ship, ParcelStatus.Shipped),
            (ParcelStatus.Shipped, ParcelAction.Receive, ParcelStatus.Received),
            (ParcelStatus.ToShip, ParcelAction.Cancel, ParcelStatus.Cancelled),
            (ParcelStatus.Shipped, ParcelAction.Disprove, ParcelStatus.Unproven),
            (ParcelStatus.Received, ParcelAction.Disprove, ParcelStatus.Unproven)
        );
}
