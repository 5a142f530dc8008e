using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments;

/// <summary>What must be true of the money that gateways pay out, and of disputes that take some of it away.</summary>
internal static class PayoutInvariants
{
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
        "A payout is reserved while it is being sent, and has left its farmer's account once it is paid; before that it moves nothing.",
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

    public static IReadOnlyList<Invariant> All { get; } = [DisputesAreBooked, PayoutsAreBooked, NothingElseIsPaidOut];
}
