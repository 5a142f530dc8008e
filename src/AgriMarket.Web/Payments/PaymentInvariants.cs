using AgriMarket.Domain.Payments;
using AgriMarket.Web.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Payments;

/// <summary>What must be true of payments, whatever they are for. That they agree with their orders is for orders to say.</summary>
internal sealed class PaymentInvariants : IInvariants
{
    private static readonly Invariant NothingIsNegative = Invariant.That(
        "Nobody is asked to pay less than nothing.",
        db => db.Set<Payment>().Where(payment => payment.AmountFen < 0).Select(payment => new { payment.Id, payment.AmountFen }),
        payment => new Breach($"payment {payment.Id}", $"{payment.AmountFen} fen", "0 or more"));

    private static readonly Invariant AttemptsSayWhen = Invariant.That(
        "A payment that nobody has tried has no end, and any other says when it was last tried or ended.",
        db => db.Set<Payment>().Where(payment => (payment.Status == PaymentStatus.Open) != (payment.EndedAt == null)).Select(payment => new { payment.Id, payment.Status, payment.EndedAt }),
        payment => new Breach($"payment {payment.Id}", $"{payment.Status} with {(payment.EndedAt is null ? "no end" : "an end")}", payment.EndedAt is null ? "an end" : "no end"));

    public string Name => "Payments";

    public IReadOnlyList<AuditedRows> Rows { get; } = [AuditedRows.Of<Payment>("payments")];

    public IReadOnlyList<Invariant> All { get; } = [NothingIsNegative, AttemptsSayWhen];
}
