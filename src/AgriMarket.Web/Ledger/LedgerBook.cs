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
    /// <summary>
    /// Writes entries in their order; the first that is refused refuses all. An entry that is written already is passed over.
    /// Refused with <c>fund.exhausted</c> and as <see cref="Posting.Of"/> says.
    /// </summary>
    public static async Task<Result<Done>> WriteAsync(WriteScope scope, IEnumerable<Transfer> entries)
    {
        Transfer[] asked = [.. entries];
        var written = asked.Length == 0 ? [] : await TouchedAsync(scope, asked);
        foreach (var entry in asked)
        {
            var judged = Posting.Of(entry, written);
            if (!judged.IsOk)
            {
                return Result<Done>.Refused(judged.Rejections);
            }

            if (judged.Value == Posting.Exists)
            {
                continue;
            }

            if (!await OpeningAsync(scope, entry.DebitAccountId, () => DebitAsync(scope, entry.DebitAccountId, judged.Value)))
            {
                return new Rejection("fund.exhausted", null, entry.AmountFen);
            }

            if (!await OpeningAsync(scope, entry.CreditAccountId, () => CreditAsync(scope, entry.CreditAccountId, judged.Value)))
            {
                throw new InvalidOperationException($"Transfer {entry.Id} does not fit account {entry.CreditAccountId}.");
            }

            scope.Db.Add(entry);
            written.Add(entry);
        }

        return Done.Instance;
    }

    /// <summary>
    /// Takes back an entry that was wrong, by its mirror image; the right one is then written anew. Refused with
    /// <c>ledger.unknown</c> (no such entry, or it moved no money), <c>ledger.resolved</c> (taken back already) and
    /// <c>fund.exhausted</c> (the money is spent).
    /// </summary>
    /// <param name="id">Made by the caller; the same sent again answers the same.</param>
    public static async Task<Result<Done>> CorrectAsync(WriteScope scope, Guid id, Guid entryId)
    {
        var wrong = await scope.Db.Set<Transfer>().AsNoTracking().FirstOrDefaultAsync(entry => entry.Id == entryId);
        return wrong is { Kind: TransferKind.Direct or TransferKind.Post }
            ? await WriteAsync(scope, [wrong.Corrected(id, scope.Now)])
            : new Rejection("ledger.unknown");
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

    /// <summary>
    /// The rows that decide about entries: those with their ids, those they resolve or correct, and whatever resolved or
    /// corrected these before. Rows of this command that are not saved yet count too.
    /// </summary>
    private static async Task<List<Transfer>> TouchedAsync(WriteScope scope, IReadOnlyList<Transfer> entries)
    {
        Guid[] named = [.. entries.SelectMany(entry => new[] { entry.Id, entry.PendingId, entry.CorrectsId }).OfType<Guid>().Distinct()];
        var rows = await scope.Db.Set<Transfer>().AsNoTracking()
            .Where(row => named.Contains(row.Id)
                || (row.PendingId != null && named.Contains(row.PendingId.Value))
                || (row.CorrectsId != null && named.Contains(row.CorrectsId.Value)))
            .ToListAsync();
        rows.AddRange(scope.Db.ChangeTracker.Entries<Transfer>().Where(row => row.State == EntityState.Added).Select(row => row.Entity));
        return rows;
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

    private static async Task<bool> DebitAsync(WriteScope scope, string accountId, Posting posting)
    {
        var (pending, posted) = posting;
        // A post turns what is pending into posted, so it needs no new cover; every other debit does.
        var needed = pending + posted;
        return await scope.Db.Set<Account>()
            .Where(account => account.Id == accountId
                && account.DebitsPendingFen + pending >= 0
                && (!account.MustBeCovered || account.CreditsPostedFen - account.DebitsPostedFen - account.DebitsPendingFen >= needed))
            .ExecuteUpdateAsync(account => account
                .SetProperty(it => it.DebitsPendingFen, it => it.DebitsPendingFen + pending)
                .SetProperty(it => it.DebitsPostedFen, it => it.DebitsPostedFen + posted)) == 1;
    }

    private static async Task<bool> CreditAsync(WriteScope scope, string accountId, Posting posting)
    {
        var (pending, posted) = posting;
        return await scope.Db.Set<Account>()
            .Where(account => account.Id == accountId && account.CreditsPendingFen + pending >= 0)
            .ExecuteUpdateAsync(account => account
                .SetProperty(it => it.CreditsPendingFen, it => it.CreditsPendingFen + pending)
                .SetProperty(it => it.CreditsPostedFen, it => it.CreditsPostedFen + posted)) == 1;
    }
}
