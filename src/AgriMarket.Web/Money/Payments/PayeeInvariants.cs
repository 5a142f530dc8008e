using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments;

/// <summary>What must be true of who gets a farmer's money, of what of it is taken back, and of the pages that buyers pay on.</summary>
internal static class PayeeInvariants
{
    private static readonly Invariant ReversalsAreBooked = Invariant.That(
        "What was taken back of a payout says when and names the entry that says so, from the gateway to the farmer; what was not, "
            + "neither.",
        db =>
            from reversal in db.Set<PayoutReversal>()
            join one in db.Set<Payout>() on reversal.PayoutId equals one.Id into payouts
            from payout in payouts.DefaultIfEmpty()
            join two in db.Set<Transfer>() on reversal.TransferId equals (Guid?)two.Id into entries
            from entry in entries.DefaultIfEmpty()
            where
                payout == null
                || (
                    reversal.DoneAt == null
                        ? reversal.TransferId != null || reversal.Reference != null
                        : entry == null
                            || entry.Kind != TransferKind.Direct
                            || entry.Reason != LedgerReasons.Payout
                            || entry.AmountFen != reversal.AmountFen
                            || entry.At != reversal.DoneAt
                            || entry.OrderId != payout.PaymentId
                            || entry.DebitAccountId != AccountIds.Gateway
                            || entry.CreditAccountId != AccountIds.Farmer(payout.FarmerId)
                            || reversal.Reference == null
                )
            select new
            {
                reversal.Id,
                reversal.PayoutId,
                reversal.AmountFen,
                reversal.DoneAt,
            },
        reversal => new Breach(
            $"reversal {reversal.Id} of payout {reversal.PayoutId}",
            reversal.DoneAt is null ? "an entry before it was done" : "another entry, or none",
            $"what becomes {reversal.AmountFen} fen that are {(reversal.DoneAt is null ? "to be taken back" : "back")}"
        )
    );

    private static readonly Invariant PayeesAreChosen = Invariant.That(
        "A payout goes to its farmer, or to the payee that they have chosen and who had agreed when it was sent; where they have chosen "
            + "otherwise since, nobody can say. It says whose it is once it is sent, and whoever was paid has an account.",
        db =>
            from payout in db.Set<Payout>()
            join one in db.Set<PayeeChoice>() on payout.FarmerId equals one.FarmerId into choices
            from choice in choices.DefaultIfEmpty()
            let isSent = payout.Status == PayoutStatus.Sending || payout.Status == PayoutStatus.Paid
            where
                isSent != (payout.PayeeId != null)
                || (payout.Status == PayoutStatus.Paid && !db.Set<PayoutAccount>().Any(account => account.MemberId == payout.PayeeId))
                || (
                    payout.PayeeId != null
                    && payout.PayeeId != payout.FarmerId
                    && choice != null
                    && choice.AskedAt <= payout.SentAt
                    && (choice.PayeeId != payout.PayeeId || choice.AgreedAt == null || choice.AgreedAt > payout.SentAt)
                )
            select new
            {
                payout.Id,
                payout.PayeeId,
                payout.FarmerId,
                payout.Status,
            },
        payout => new Breach(
            $"payout {payout.Id}",
            $"{payout.Status} to {payout.PayeeId?.ToString() ?? "nobody"}",
            $"farmer {payout.FarmerId}, or the payee of their choice"
        )
    );

    private static readonly Invariant ChoicesAreOfOthers = Invariant.That(
        "A payee is somebody else than the farmer.",
        db => db.Set<PayeeChoice>().Where(choice => choice.PayeeId == choice.FarmerId),
        choice => new Breach($"payee of farmer {choice.FarmerId}", $"{choice.PayeeId}", "somebody else")
    );

    private static readonly Invariant PayoutsSayWhen = Invariant.That(
        "A payout that is being sent says since when, one that is paid says when and what the gateway calls it, at the times of its "
            + "entries; no other is paid.",
        db =>
            from payout in db.Set<Payout>()
            join one in db.Set<Transfer>() on payout.TransferId equals (Guid?)one.Id into entries
            from entry in entries.DefaultIfEmpty()
            join two in db.Set<Transfer>().Where(end => end.PendingId != null) on payout.TransferId equals two.PendingId into ends
            from end in ends.DefaultIfEmpty()
            where
                (payout.Status == PayoutStatus.Paid) != (payout.PaidAt != null)
                || (payout.Status == PayoutStatus.Paid) != (payout.Reference != null)
                || (entry != null && entry.At != payout.SentAt)
                || (entry != null && entry.DebitAccountId != AccountIds.Farmer(payout.FarmerId))
                || (end != null && end.At != payout.PaidAt)
            select new
            {
                payout.Id,
                payout.Status,
                payout.SentAt,
                payout.PaidAt,
            },
        payout => new Breach(
            $"payout {payout.Id}",
            $"{payout.Status}, sent {payout.SentAt:O}, paid {payout.PaidAt:O}",
            "the times of its entries, and the gateway's name for it once it is paid"
        )
    );

    private static readonly Invariant PagesAskForTheirPayment = Invariant.That(
        "A page to pay on asks for what its payment asks for, and is known to the gateway once it is open.",
        db =>
            from session in db.Set<PaymentSession>()
            join one in db.Set<Payment>() on session.PaymentId equals one.Id into payments
            from payment in payments.DefaultIfEmpty()
            where
                payment == null
                || session.AmountFen != payment.AmountFen
                || session.ExpiresAt <= session.CreatedAt
                || (session.Status == SessionStatus.Open && session.Reference == null)
            select new
            {
                session.Id,
                session.PaymentId,
                session.AmountFen,
                Expected = (long?)payment.AmountFen,
            },
        session => new Breach(
            $"page {session.Id} of payment {session.PaymentId}",
            $"{session.AmountFen} fen",
            $"{session.Expected} fen of a payment"
        )
    );

    public static IReadOnlyList<Invariant> All { get; } =
    [ReversalsAreBooked, PayeesAreChosen, ChoicesAreOfOthers, PayoutsSayWhen, PagesAskForTheirPayment];
}
