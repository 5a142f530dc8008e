using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Ledger;

/// <summary>
/// The only code that writes the ledger: a row for the transfer and guarded sums on both accounts, inside a command of the
/// writer. An account that must be covered refuses what it cannot cover, pending amounts included.
/// </summary>
internal static class LedgerBook
{
    /// <summary>Writes entries in their order; the first that is refused refuses all.</summary>
    public static async Task<Result<Done>> WriteAsync(WriteScope scope, IEnumerable<Transfer> entries)
    {
        foreach (var entry in entries)
        {
            if (!await OpeningAsync(scope, entry.DebitAccountId, () => DebitAsync(scope, entry)))
            {
                return new Rejection("fund.exhausted", null, entry.AmountFen);
            }

            if (!await OpeningAsync(scope, entry.CreditAccountId, () => CreditAsync(scope, entry)))
            {
                throw new InvalidOperationException($"Transfer {entry.Id} does not fit account {entry.CreditAccountId}.");
            }

            scope.Db.Add(entry);
        }

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

    /// <summary>An account is opened by its first entry. Nearly always it is open already, so the change is tried before the account is looked for.</summary>
    private static async Task<bool> OpeningAsync(WriteScope scope, string accountId, Func<Task<bool>> change) =>
        await change() || (await OpenAsync(scope, accountId) && await change());

    /// <summary>Opens an account; false when it is open.</summary>
    private static async Task<bool> OpenAsync(WriteScope scope, string accountId)
    {
        if (await scope.Db.Set<Account>().AnyAsync(account => account.Id == accountId))
        {
            return false;
        }

        scope.Db.Add(new Account { Id = accountId, MustBeCovered = AccountIds.MustBeCovered(accountId) });
        await scope.Db.SaveChangesAsync();
        return true;
    }

    private static async Task<bool> DebitAsync(WriteScope scope, Transfer entry)
    {
        var (pending, posted) = Sums(entry);
        // A post turns what is pending into posted, so it needs no new cover; every other debit does.
        var needed = pending + posted;
        return await scope.Db.Set<Account>()
            .Where(account => account.Id == entry.DebitAccountId
                && account.DebitsPendingFen + pending >= 0
                && (!account.MustBeCovered || account.CreditsPostedFen - account.DebitsPostedFen - account.DebitsPendingFen >= needed))
            .ExecuteUpdateAsync(account => account
                .SetProperty(it => it.DebitsPendingFen, it => it.DebitsPendingFen + pending)
                .SetProperty(it => it.DebitsPostedFen, it => it.DebitsPostedFen + posted)) == 1;
    }

    private static async Task<bool> CreditAsync(WriteScope scope, Transfer entry)
    {
        var (pending, posted) = Sums(entry);
        return await scope.Db.Set<Account>()
            .Where(account => account.Id == entry.CreditAccountId && account.CreditsPendingFen + pending >= 0)
            .ExecuteUpdateAsync(account => account
                .SetProperty(it => it.CreditsPendingFen, it => it.CreditsPendingFen + pending)
                .SetProperty(it => it.CreditsPostedFen, it => it.CreditsPostedFen + posted)) == 1;
    }

    /// <summary>What an entry adds to the pending and to the posted sums of its accounts.</summary>
    private static (long PendingFen, long PostedFen) Sums(Transfer entry) => entry.Kind switch
    {
        TransferKind.Direct => (0, entry.AmountFen),
        TransferKind.Pending => (entry.AmountFen, 0),
        TransferKind.Post => (-entry.AmountFen, entry.AmountFen),
        TransferKind.Void => (-entry.AmountFen, 0),
        _ => throw new InvalidOperationException($"Unknown kind {entry.Kind}."),
    };
}
