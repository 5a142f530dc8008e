using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Audit;
using AgriMarket.Web.Money.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments;

/// <summary>What must be true of what farmers have to give back.</summary>
internal static class ClaimInvariants
{
    private static readonly Invariant PaidIsWhatPayoutsPaid = Invariant.That(
        "What is paid of a claim is what payouts of its farmer paid, and no more than it is.",
        db =>
            from claim in db.Set<PayoutClaim>()
            let paidFen = db.Set<ClaimPayment>()
                .Where(row =>
                    row.ClaimId == claim.Id
                    && db.Set<Payout>().Any(payout => payout.Id == row.PayoutId && payout.FarmerId == claim.FarmerId)
                )
                .Sum(row => row.AmountFen)
            where claim.PaidFen != paidFen || claim.PaidFen > claim.AmountFen
            select new
            {
                claim.Id,
                claim.PaidFen,
                Fen = paidFen,
            },
        claim => Breach.Of($"claim {claim.Id}", ("fen paid", claim.PaidFen, claim.Fen))
    );

    private static readonly Invariant PaymentsHaveClaims = Invariant.That(
        "What a payout pays instead of being sent, it pays for a claim on its farmer.",
        db =>
            db.Set<ClaimPayment>()
                .Where(row =>
                    !db.Set<PayoutClaim>()
                        .Any(claim =>
                            claim.Id == row.ClaimId
                            && db.Set<Payout>().Any(payout => payout.Id == row.PayoutId && payout.FarmerId == claim.FarmerId)
                        )
                ),
        row => new Breach(
            $"payment {row.Id} of claim {row.ClaimId}",
            $"{row.AmountFen} fen of payout {row.PayoutId}",
            "a claim on its farmer"
        )
    );

    private static readonly Invariant AccountsAreTheClaims = Invariant.That(
        "The claim account of a farmer is what they have to give back and have not.",
        db =>
            from account in db.Set<Account>().Where(account => account.Id.StartsWith(AccountIds.ClaimPrefix))
            let openFen = db.Set<PayoutClaim>()
                .Where(claim => AccountIds.Claim(claim.FarmerId) == account.Id)
                .Sum(claim => claim.AmountFen - claim.PaidFen)
            where account.DebitsPostedFen - account.CreditsPostedFen != openFen
            select new
            {
                account.Id,
                Fen = account.DebitsPostedFen - account.CreditsPostedFen,
                OpenFen = openFen,
            },
        account => Breach.Of($"account {account.Id}", ("fen to give back", account.Fen, account.OpenFen))
    );

    private static readonly Invariant ClaimsHaveAccounts = Invariant.That(
        "Each claim is in the claim account of its farmer.",
        db =>
            db.Set<PayoutClaim>()
                .Where(claim => !db.Set<Account>().Any(account => account.Id == AccountIds.Claim(claim.FarmerId)))
                .Select(claim => new { claim.Id, claim.AmountFen }),
        claim => new Breach($"claim {claim.Id}", $"{claim.AmountFen} fen in no account", "the claim account of its farmer")
    );

    private static readonly Invariant BudgetsGetWhatIsPaid = Invariant.That(
        "Of a payment's order a budget got back from the farmer what is paid of the claims for it.",
        db =>
            from claims in db.Set<PayoutClaim>()
                .Where(claim => claim.SchemeId != null)
                .GroupBy(claim => new
                {
                    claim.PaymentId,
                    claim.SchemeId,
                    claim.FarmerId,
                })
                .Select(rows => new
                {
                    rows.Key.PaymentId,
                    rows.Key.SchemeId,
                    rows.Key.FarmerId,
                    PaidFen = rows.Sum(claim => claim.PaidFen),
                })
            let fen = db.StandingEntries()
                .Where(entry =>
                    entry.OrderId == claims.PaymentId
                    && entry.Reason == LedgerReasons.Clawback
                    && entry.DebitAccountId == AccountIds.Farmer(claims.FarmerId)
                    && entry.CreditAccountId == AccountIds.Budget(claims.SchemeId!.Value)
                )
                .Sum(entry => entry.AmountFen)
            where fen != claims.PaidFen
            select new
            {
                claims.PaymentId,
                claims.SchemeId,
                claims.PaidFen,
                Fen = fen,
            },
        row => Breach.Of($"order {row.PaymentId}, scheme {row.SchemeId}", ("fen taken back", row.Fen, row.PaidFen))
    );

    private static readonly Invariant OnlyClaimsAreTakenBack = Invariant.That(
        "Nothing is taken back from a farmer's account but for a claim on that order.",
        db =>
            db.StandingEntries()
                .Where(entry =>
                    entry.Reason == LedgerReasons.Clawback
                    && !db.Set<PayoutClaim>()
                        .Any(claim =>
                            claim.PaymentId == entry.OrderId
                            && claim.SchemeId != null
                            && AccountIds.Farmer(claim.FarmerId) == entry.DebitAccountId
                            && AccountIds.Budget(claim.SchemeId!.Value) == entry.CreditAccountId
                        )
                ),
        entry => new Breach(
            $"transfer {entry.Id}",
            $"{entry.AmountFen} fen from {entry.DebitAccountId} to {entry.CreditAccountId}",
            $"a claim on order {entry.OrderId}"
        )
    );

    public static IReadOnlyList<Invariant> All { get; } =
    [PaidIsWhatPayoutsPaid, PaymentsHaveClaims, AccountsAreTheClaims, ClaimsHaveAccounts, BudgetsGetWhatIsPaid, OnlyClaimsAreTakenBack];
}
