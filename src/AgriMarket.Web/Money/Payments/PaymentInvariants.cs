using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments;

/// <summary>What must be true of the money that gateways take and give, whatever it is for. That it agrees with orders is for orders to say.</summary>
internal sealed class PaymentInvariants : IInvariants
{
    private static readonly Invariant NothingIsNegative = Invariant.That(
        "Nobody is asked to pay less than nothing.",
        db => db.Set<Payment>().Where(payment => payment.AmountFen < 0).Select(payment => new { payment.Id, payment.AmountFen }),
        payment => new Breach($"payment {payment.Id}", $"{payment.AmountFen} fen", "0 or more")
    );

    private static readonly Invariant AttemptsSayWhen = Invariant.That(
        "A payment that nobody has tried has no end, and any other says when it was last tried or ended.",
        db =>
            db.Set<Payment>()
                .Where(payment => (payment.Status == PaymentStatus.Open) != (payment.EndedAt == null))
                .Select(payment => new
                {
                    payment.Id,
                    payment.Status,
                    payment.EndedAt,
                }),
        payment => new Breach(
            $"payment {payment.Id}",
            $"{payment.Status} with {(payment.EndedAt is null ? "no end" : "an end")}",
            payment.EndedAt is null ? "an end" : "no end"
        )
    );

    private static readonly Invariant PaymentsHaveTheirMoney = Invariant.That(
        "A payment that succeeded has kept one charge of at least its sum, or asked for nothing; one whose money went back has kept none and returned one; no other has kept any.",
        db =>
            from payment in db.Set<Payment>()
            let kept = db.Set<Charge>()
                .Where(charge =>
                    charge.PaymentId == payment.Id
                    && charge.Use == ChargeUse.Kept
                    && charge.Currency == Charge.Yuan
                    && charge.Amount >= payment.AmountFen
                )
                .LongCount()
            let all = db.Set<Charge>().Where(charge => charge.PaymentId == payment.Id && charge.Use == ChargeUse.Kept).LongCount()
            let returned = db.Set<Charge>()
                .Where(charge => charge.PaymentId == payment.Id && charge.Use == ChargeUse.SentBack && charge.HeldFor == null)
                .LongCount()
            where
                payment.Status == PaymentStatus.Succeeded ? all != kept || kept != (payment.AmountFen > 0 ? 1 : 0)
                : payment.Status == PaymentStatus.Refunded ? all > 0 || (returned == 0 && payment.AmountFen > 0)
                : all > 0 || returned > 0
            select new
            {
                payment.Id,
                payment.Status,
                payment.AmountFen,
                Kept = all,
                Returned = returned,
            },
        payment => new Breach(
            $"payment {payment.Id}",
            $"{payment.Status} with {payment.Kept} charges kept and {payment.Returned} returned",
            $"charges as become a payment of {payment.AmountFen} fen that is {payment.Status}"
        )
    );

    private static readonly Invariant ChargesAreBooked = Invariant.That(
        "All that gateways have taken for a payment, and nothing else, has come into the books: what is kept of it, and what goes back. What is held for a person has not.",
        db =>
            from payment in db.Set<Payment>()
            let charged = db.Set<Charge>()
                .Where(charge => charge.PaymentId == payment.Id && (charge.Use == ChargeUse.Kept || charge.Use == ChargeUse.SentBack))
                .Sum(charge => charge.Amount)
            let booked = db.Set<Transfer>()
                .Where(entry =>
                    entry.OrderId == payment.Id
                    && entry.Kind == TransferKind.Direct
                    && entry.Reason == LedgerReasons.Payment
                    && entry.DebitAccountId == AccountIds.Gateway
                )
                .Sum(entry => entry.AmountFen)
            where charged != booked
            select new
            {
                payment.Id,
                Booked = booked,
                Charged = charged,
            },
        payment => Breach.Of($"payment {payment.Id}", ("fen come in", payment.Booked, payment.Charged))
    );

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
        "What goes back says why: it was a surplus over what is kept, it was held, or it came late or twice; and money that came late did so once.",
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

    private static readonly Invariant ErrandsSayHowFarTheyAre = Invariant.That(
        "What the gateway has taken on has its id; what has failed was tried as often as makes sense; and only a payout of nothing is cancelled.",
        db =>
            db.Set<PaymentRefund>()
                .Where(refund =>
                    (refund.Status == PaymentRefundStatus.UnderWay || refund.Status == PaymentRefundStatus.Succeeded)
                        != (refund.Reference != null)
                    || (refund.Status == PaymentRefundStatus.Failed && refund.Tries < Retries.Most)
                )
                .Select(refund => new
                {
                    What = "refund",
                    refund.Id,
                    Status = refund.Status.ToString(),
                })
                .Concat(
                    db.Set<Payout>()
                        .Where(payout =>
                            (payout.Status == PayoutStatus.Cancelled) != (payout.AmountFen == 0)
                            || (payout.Status == PayoutStatus.Paid) != (payout.Reference != null)
                            || (payout.Status == PayoutStatus.Failed && payout.Tries < Retries.Most)
                        )
                        .Select(payout => new
                        {
                            What = "payout",
                            payout.Id,
                            Status = payout.Status.ToString(),
                        })
                ),
        errand => new Breach($"{errand.What} {errand.Id}", $"{errand.Status}", "an id, tries and an amount as become that")
    );

    private static readonly Invariant DisputesAreBooked = Invariant.That(
        "What payers' banks have taken back is among the disputed money until the dispute ends, and then it is back or lost.",
        db =>
            from payment in db.Set<Payment>()
            let opened = db.Set<Dispute>()
                .Where(dispute => dispute.PaymentId == payment.Id && dispute.TookMoney)
                .Sum(dispute => dispute.AmountFen)
            let won = db.Set<Dispute>()
                .Where(dispute => dispute.PaymentId == payment.Id && dispute.TookMoney && dispute.Status == DisputeStatus.Won)
                .Sum(dispute => dispute.AmountFen)
            let lost = db.Set<Dispute>()
                .Where(dispute => dispute.PaymentId == payment.Id && dispute.TookMoney && dispute.Status == DisputeStatus.Lost)
                .Sum(dispute => dispute.AmountFen)
            let taken = db.Set<Transfer>()
                .Where(entry =>
                    entry.OrderId == payment.Id
                    && entry.Reason == LedgerReasons.Dispute
                    && entry.DebitAccountId == AccountIds.Disputed
                    && entry.CreditAccountId == AccountIds.Gateway
                )
                .Sum(entry => entry.AmountFen)
            let back = db.Set<Transfer>()
                .Where(entry =>
                    entry.OrderId == payment.Id
                    && entry.Reason == LedgerReasons.Dispute
                    && entry.DebitAccountId == AccountIds.Gateway
                    && entry.CreditAccountId == AccountIds.Disputed
                )
                .Sum(entry => entry.AmountFen)
            let gone = db.Set<Transfer>()
                .Where(entry =>
                    entry.OrderId == payment.Id
                    && entry.Reason == LedgerReasons.Dispute
                    && entry.DebitAccountId == AccountIds.Losses
                    && entry.CreditAccountId == AccountIds.Disputed
                )
                .Sum(entry => entry.AmountFen)
            where opened != taken || won != back || lost != gone
            select new
            {
                payment.Id,
                Opened = opened,
                Taken = taken,
                Won = won,
                Back = back,
                Lost = lost,
                Gone = gone,
            },
        payment =>
            Breach.Of(
                $"payment {payment.Id}",
                ("fen disputed", payment.Taken, payment.Opened),
                ("fen won back", payment.Back, payment.Won),
                ("fen lost", payment.Gone, payment.Lost)
            )
    );

    private static readonly Invariant PayoutsAreBooked = Invariant.That(
        "A payout is set aside while it is being sent, and has left its farmer's account once it is paid; before that it moves nothing.",
        db =>
            from payout in db.Set<Payout>()
            join one in db.Set<Transfer>() on payout.TransferId equals (Guid?)one.Id into entries
            from entry in entries.DefaultIfEmpty()
            join two in db.Set<Transfer>().Where(end => end.PendingId != null) on payout.TransferId equals two.PendingId into ends
            from end in ends.DefaultIfEmpty()
            where
                !(
                    payout.Status == PayoutStatus.Sending || payout.Status == PayoutStatus.Paid
                        ? entry != null
                            && entry.Kind == TransferKind.Pending
                            && entry.AmountFen == payout.AmountFen
                            && entry.OrderId == payout.PaymentId
                            && entry.CreditAccountId == AccountIds.Gateway
                            && entry.Reason == LedgerReasons.Payout
                            && (
                                payout.Status == PayoutStatus.Sending
                                    ? end == null
                                    : end != null && end.Kind == TransferKind.Post && end.AmountFen == payout.AmountFen
                            )
                        : payout.TransferId == null
                )
            select new
            {
                payout.Id,
                payout.Status,
                payout.AmountFen,
            },
        payout => new Breach(
            $"payout {payout.Id}",
            "entries that do not say so",
            $"entries as become a payout of {payout.AmountFen} fen that is {payout.Status}"
        )
    );

    private static readonly Invariant NothingElseIsPaidOut = Invariant.That(
        "Farmers' accounts pay nothing out but their payouts, and take nothing back but their reversals.",
        db =>
            from payment in db.Set<Payment>()
            let paid = db.Set<Payout>()
                .Where(payout => payout.PaymentId == payment.Id && payout.Status == PayoutStatus.Paid)
                .Sum(payout => payout.AmountFen)
            let reversed = db.Set<PayoutReversal>()
                .Where(reversal =>
                    reversal.DoneAt != null
                    && db.Set<Payout>().Any(payout => payout.Id == reversal.PayoutId && payout.PaymentId == payment.Id)
                )
                .Sum(reversal => reversal.AmountFen)
            let left = db.Set<Transfer>()
                .Where(entry =>
                    entry.OrderId == payment.Id
                    && entry.Reason == LedgerReasons.Payout
                    && entry.Kind == TransferKind.Post
                    && entry.CreditAccountId == AccountIds.Gateway
                )
                .Sum(entry => entry.AmountFen)
            let back = db.Set<Transfer>()
                .Where(entry =>
                    entry.OrderId == payment.Id
                    && entry.Reason == LedgerReasons.Payout
                    && entry.Kind == TransferKind.Direct
                    && entry.DebitAccountId == AccountIds.Gateway
                )
                .Sum(entry => entry.AmountFen)
            where paid != left || reversed != back
            select new
            {
                payment.Id,
                Paid = paid,
                Left = left,
                Reversed = reversed,
                Back = back,
            },
        payment =>
            Breach.Of(
                $"payment {payment.Id}",
                ("fen paid out", payment.Left, payment.Paid),
                ("fen taken back", payment.Back, payment.Reversed)
            )
    );

    public string Name => "Payments";

    public IReadOnlyList<AuditedRows> Rows { get; } =
    [
        AuditedRows.Of<Payment>("payments"),
        AuditedRows.Of<Charge>("charges"),
        AuditedRows.Of<PaymentRefund>("refunds to payers"),
        AuditedRows.Of<Dispute>("disputes"),
        AuditedRows.Of<Payout>("payouts"),
        AuditedRows.Of<PayoutReversal>("reversals"),
    ];

    public IReadOnlyList<Invariant> All { get; } =
    [
        NothingIsNegative,
        AttemptsSayWhen,
        PaymentsHaveTheirMoney,
        ChargesAreBooked,
        RefundsAreBooked,
        RefundsHaveEntries,
        RefundsStayBelowCharges,
        RefundsSayWhy,
        ErrandsSayHowFarTheyAre,
        DisputesAreBooked,
        PayoutsAreBooked,
        NothingElseIsPaidOut,
    ];
}
