using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments;

/// <summary>What must be true of the money that goes back through gateways to those who paid it.</summary>
internal static class PaymentRefundInvariants
{
    private static readonly Invariant RefundsAreBooked = Invariant.That(
        "All that is to go back to a payer lies among the refunds until the gateway has sent it, and no longer.",
        db =>
            from payment in db.Set<Payment>()
            let asked = db.Set<PaymentRefund>().Where(refund => refund.PaymentId == payment.Id).Sum(refund => refund.AmountFen)
            let sent = db.Set<PaymentRefund>()
                .Where(refund => refund.PaymentId == payment.Id && refund.Status == PaymentRefundStatus.Succeeded)
                .Sum(refund => refund.AmountFen)
            let entered = db.Set<Transfer>()
                .Where(entry =>
                    entry.OrderId == payment.Id && entry.Kind == TransferKind.Direct && entry.CreditAccountId == AccountIds.Refunds
                )
                .Sum(entry => entry.AmountFen)
            let left = db.Set<Transfer>()
                .Where(entry =>
                    entry.OrderId == payment.Id
                    && entry.Kind == TransferKind.Direct
                    && entry.DebitAccountId == AccountIds.Refunds
                    && !db.Set<Transfer>().Any(correction => correction.CorrectsId == entry.Id)
                )
                .Sum(entry => entry.AmountFen)
            where asked != entered || sent != left
            select new
            {
                payment.Id,
                Asked = asked,
                Entered = entered,
                Sent = sent,
                Left = left,
            },
        payment =>
            Breach.Of(
                $"payment {payment.Id}",
                ("fen to go back", payment.Entered, payment.Asked),
                ("fen sent back", payment.Left, payment.Sent)
            )
    );

    private static readonly Invariant RefundsHaveEntries = Invariant.That(
        "A refund that succeeded names the entry that says so.",
        db =>
            from refund in db.Set<PaymentRefund>()
            where refund.Status == PaymentRefundStatus.Succeeded
            join one in db.Set<Transfer>() on refund.TransferId equals (Guid?)one.Id into entries
            from entry in entries.DefaultIfEmpty()
            where
                entry == null
                || entry.AmountFen != refund.AmountFen
                || entry.OrderId != refund.PaymentId
                || entry.DebitAccountId != AccountIds.Refunds
                || entry.CreditAccountId != AccountIds.Gateway
            select new
            {
                refund.Id,
                refund.AmountFen,
                refund.PaymentId,
            },
        refund => new Breach(
            $"refund {refund.Id}",
            "no entry that says it was sent",
            $"one of {refund.AmountFen} fen for payment {refund.PaymentId}"
        )
    );

    private static readonly Invariant RefundsStayBelowCharges = Invariant.That(
        "No more goes back of a charge than was taken.",
        db =>
            from charge in db.Set<Charge>()
            let back = db.Set<PaymentRefund>().Where(refund => refund.ChargeReference == charge.Reference).Sum(refund => refund.AmountFen)
            where back > charge.Amount || (charge.Use == ChargeUse.SentBack && back != charge.Amount)
            select new
            {
                charge.Reference,
                charge.Amount,
                charge.Use,
                Back = back,
            },
        charge => new Breach(
            $"charge {charge.Reference}",
            $"{charge.Back} fen go back",
            charge.Use == ChargeUse.SentBack ? $"{charge.Amount}" : $"{charge.Amount} at the most"
        )
    );

    private static readonly Invariant RefundsSayWhy = Invariant.That(
        "What goes back says why: it was a surplus over what is kept, it was held, or it came late or twice; and money that "
            + "came late did so once.",
        db =>
            from refund in db.Set<PaymentRefund>()
            join charge in db.Set<Charge>() on refund.ChargeReference equals charge.Reference
            join payment in db.Set<Payment>() on refund.PaymentId equals payment.Id
            let late = db.Set<PaymentRefund>()
                .Where(other => other.PaymentId == refund.PaymentId && other.Reason == PaymentRefundReason.Late)
                .LongCount()
            where
                charge.PaymentId != refund.PaymentId
                || late != (payment.Status == PaymentStatus.Refunded ? 1 : 0)
                || !(
                    refund.Reason == PaymentRefundReason.Order ? charge.Use == ChargeUse.Kept
                    : refund.Reason == PaymentRefundReason.Surplus
                        ? charge.Use == ChargeUse.Kept && refund.AmountFen == charge.Amount - payment.AmountFen
                    : refund.Reason == PaymentRefundReason.Held ? charge.Use == ChargeUse.SentBack && charge.HeldFor != null
                    : charge.Use == ChargeUse.SentBack && charge.HeldFor == null
                )
            select new
            {
                refund.Id,
                refund.PaymentId,
                refund.Reason,
                charge.Use,
            },
        refund => new Breach(
            $"refund {refund.Id} of payment {refund.PaymentId}",
            $"{refund.Reason} of a charge that is {refund.Use}",
            "the reason that its charge and its payment give"
        )
    );

    public static IReadOnlyList<Invariant> All { get; } = [RefundsAreBooked, RefundsHaveEntries, RefundsStayBelowCharges, RefundsSayWhy];
}
