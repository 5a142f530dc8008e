using AgriMarket.Domain.Ledger;

namespace AgriMarket.Web.Money.Ledger;

/// <summary>What entries add to the sums of one account, in fen of either sign.</summary>
internal readonly record struct AccountChange(
    string AccountId,
    long DebitsPendingFen,
    long DebitsPostedFen,
    long CreditsPendingFen,
    long CreditsPostedFen
)
{
    /// <summary>
    /// What the account must have to spend; resolving what is pending spends nothing new. Below zero it gets more to spend.
    /// </summary>
    public long SpentFen => DebitsPendingFen + DebitsPostedFen - CreditsPostedFen;

    public static AccountChange[] Of(Transfer entry, Posting posting) =>
        [
            new(entry.DebitAccountId, posting.PendingFen, posting.PostedFen, 0, 0),
            new(entry.CreditAccountId, 0, 0, posting.PendingFen, posting.PostedFen),
        ];

    public static AccountChange Sum(string accountId, IEnumerable<AccountChange> changes) =>
        changes.Aggregate(new AccountChange(accountId, 0, 0, 0, 0), (sum, change) => sum.And(change));

    public AccountChange And(AccountChange change) =>
        new(
            AccountId,
            DebitsPendingFen + change.DebitsPendingFen,
            DebitsPostedFen + change.DebitsPostedFen,
            CreditsPendingFen + change.CreditsPendingFen,
            CreditsPostedFen + change.CreditsPostedFen
        );
}
