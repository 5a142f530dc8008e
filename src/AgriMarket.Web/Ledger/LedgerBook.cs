using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Ledger;

/// <summary>
/// The only code that writes the ledger: a row for each transfer and one guarded change of each account, inside a command of
/// the writer. An account that must be covered refuses what it cannot cover, pending amounts included.
/// </summary>
internal static class LedgerBook
{
    /// <summary>
    /// Writes the entries of a command, together or not at all: <c>fund.exhausted</c> when an account that must be covered
    /// cannot pay for its part of them.
    /// </summary>
    public static async Task<Result<Done>> WriteAsync(WriteScope scope, params IEnumerable<Transfer> entries)
    {
        Transfer[] written = [.. entries];

        // In the order of their names, so that two processes never wait for each other's accounts.
        foreach (var change in written.SelectMany(AccountChange.Of).GroupBy(change => change.AccountId).OrderBy(account => account.Key, StringComparer.Ordinal).Select(AccountChange.Sum))
        {
            // Nearly every account is open already, so the change is tried before the account is looked for.
            if (await ChangeAsync(scope, change) || (await OpenAsync(scope, change.AccountId) && await ChangeAsync(scope, change)))
            {
                continue;
            }

            return change.SpentFen > 0 && AccountIds.MustBeCovered(change.AccountId)
                ? new Rejection("fund.exhausted")
                : throw new InvalidOperationException($"Account {change.AccountId} has less pending than is to be resolved.");
        }

        await scope.Sql.InsertAsync(written);
        return Done.Instance;
    }

    /// <summary>An order's pending entries that nothing has resolved yet.</summary>
    public static Task<List<Transfer>> OpenPendingAsync(WriteScope scope, Guid orderId)
    {
        var transfers = scope.Db.Set<Transfer>().AsNoTracking();
        return transfers
            .Where(pending => pending.OrderId == orderId && pending.Kind == TransferKind.Pending && !transfers.Any(end => end.PendingId == pending.Id))
            .OrderBy(pending => pending.Id)
            .ToListAsync();
    }

    /// <summary>Opens an account; false when it is open.</summary>
    private static async Task<bool> OpenAsync(WriteScope scope, string accountId) => await scope.Sql.ExecuteAsync(
        $"""
        INSERT INTO accounts (id, must_be_covered, debits_pending_fen, debits_posted_fen, credits_pending_fen, credits_posted_fen)
        VALUES ({accountId}, {AccountIds.MustBeCovered(accountId)}, 0, 0, 0, 0) ON CONFLICT (id) DO NOTHING
        """) == 1;

    /// <summary>The guarded change: nothing that is pending falls below zero, and what must be covered is.</summary>
    private static async Task<bool> ChangeAsync(WriteScope scope, AccountChange change) => await scope.Sql.ExecuteAsync(
        $"""
        UPDATE accounts SET debits_pending_fen = debits_pending_fen + {change.DebitsPendingFen}, debits_posted_fen = debits_posted_fen + {change.DebitsPostedFen},
            credits_pending_fen = credits_pending_fen + {change.CreditsPendingFen}, credits_posted_fen = credits_posted_fen + {change.CreditsPostedFen}
        WHERE id = {change.AccountId} AND debits_pending_fen + {change.DebitsPendingFen} >= 0 AND credits_pending_fen + {change.CreditsPendingFen} >= 0
            AND (NOT must_be_covered OR credits_posted_fen - debits_posted_fen - debits_pending_fen >= {change.SpentFen})
        """) == 1;

    /// <summary>What entries add to the sums of one account.</summary>
    private readonly record struct AccountChange(string AccountId, long DebitsPendingFen, long DebitsPostedFen, long CreditsPendingFen, long CreditsPostedFen)
    {
        /// <summary>What the account must have to spend; resolving what is pending spends nothing new.</summary>
        public long SpentFen => DebitsPendingFen + DebitsPostedFen - CreditsPostedFen;

        /// <summary>What one entry adds to each of its two accounts.</summary>
        public static IEnumerable<AccountChange> Of(Transfer entry)
        {
            var (pending, posted) = entry.Kind switch
            {
                TransferKind.Direct => (0, entry.AmountFen),
                TransferKind.Pending => (entry.AmountFen, 0),
                TransferKind.Post => (-entry.AmountFen, entry.AmountFen),
                TransferKind.Void => (-entry.AmountFen, 0L),
                _ => throw new InvalidOperationException($"Unknown kind {entry.Kind}."),
            };
            return [new(entry.DebitAccountId, pending, posted, 0, 0), new(entry.CreditAccountId, 0, 0, pending, posted)];
        }

        public static AccountChange Sum(IGrouping<string, AccountChange> account) => new(
            account.Key,
            account.Sum(change => change.DebitsPendingFen),
            account.Sum(change => change.DebitsPostedFen),
            account.Sum(change => change.CreditsPendingFen),
            account.Sum(change => change.CreditsPostedFen));
    }
}
