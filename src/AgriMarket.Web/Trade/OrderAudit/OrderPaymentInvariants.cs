using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderAudit;

/// <summary>What must be true of the payments of orders.</summary>
internal static class OrderPaymentInvariants
{
    private static readonly Invariant PaymentsAgree = Invariant.That(
        "Each order has a payment of its sum by its buyer until the same time, that waits as long as the order does, "
            + "succeeded once it is paid, and was closed, or its money sent back, once it is given up or expired.",
        db =>
            from order in db.Set<Order>()
            join one in db.Set<Payment>() on order.Id equals one.Id into payments
            from payment in payments.DefaultIfEmpty()
            where
                payment == null
                || payment.AmountFen != order.ToPayFen
                || payment.PayerId != order.BuyerId
                || payment.PayBefore != order.PayBefore
                || !(
                    order.Status == OrderStatus.AwaitingPayment
                        ? payment.Status == PaymentStatus.Open || payment.Status == PaymentStatus.Declined
                    : order.Status == OrderStatus.Cancelled || order.Status == OrderStatus.Expired
                        ? payment.Status == PaymentStatus.Closed || payment.Status == PaymentStatus.Refunded
                    : payment.Status == PaymentStatus.Succeeded
                )
            select new
            {
                order.Id,
                order.Status,
                order.ToPayFen,
                order.BuyerId,
                order.PayBefore,
                Payment = payment,
            },
        order => new Breach(
            $"payment {order.Id}",
            order.Payment is null
                ? "none"
                : $"{order.Payment.AmountFen} fen by {order.Payment.PayerId} until {order.Payment.PayBefore:O}, {order.Payment.Status}",
            $"{order.ToPayFen} fen by {order.BuyerId} until {order.PayBefore:O}, as becomes an order that is {order.Status}"
        )
    );

    private static readonly Invariant PaymentsHaveOrders = Invariant.That(
        "Nobody is asked to pay for an order that is not there.",
        db =>
            db.Set<Payment>()
                .Where(payment => !db.Set<Order>().Any(order => order.Id == payment.Id))
                .Select(payment => new { payment.Id, payment.AmountFen }),
        payment => new Breach($"payment {payment.Id}", $"{payment.AmountFen} fen for no order", "an order")
    );

    public static IReadOnlyList<Invariant> All { get; } = [PaymentsAgree, PaymentsHaveOrders];
}
