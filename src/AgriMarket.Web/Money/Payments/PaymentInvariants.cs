using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments;

/// <summary>
/// What must be true of the money that gateways take and give, whatever it is for. That it agrees with orders is for orders to say.
/// </summary>
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
        "A payment that succeeded has kept one charge of at least its sum, or asked for nothing; one whose money went back "
            + "has kept none and returned one; no other has kept any.",
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
        "All that gateways have taken for a payment, and nothing else, has come into the books: what is kept of it, and what "
            + "goes back. What is held for a person has not.",
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

    private static readonly Invariant OperationsSayHowFarTheyAre = Invariant.That(
        "What the gateway has taken on has its id; what has failed was tried as often as makes sense; and only a payout of "
            + "nothing is cancelled.",
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
        operation => new Breach($"{operation.What} {operation.Id}", $"{operation.Status}", "an id, tries and an amount as become that")
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
        AuditedRows.Of<PayoutClaim>("claims on farmers"),
        AuditedRows.Of<ClaimPayment>("payments of claims"),
    ];

    public IReadOnlyList<Invariant> All { get; } =
    [
        NothingIsNegative,
        AttemptsSayWhen,
        PaymentsHaveTheirMoney,
        ChargesAreBooked,
        .. PaymentRefundInvariants.All,
        OperationsSayHowFarTheyAre,
        .. PayoutInvariants.All,
        .. PayeeInvariants.All,
        .. ClaimInvariants.All,
    ];
}
