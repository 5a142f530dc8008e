using System.Data.Common;
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
    private const string Columns = "id, kind, debit_account_id, credit_account_id, amount_fen, pending_id, order_id, reason, at, corrects_id";

    /// <summary>
    /// Writes the entries of a command, together or not at all. An entry that is written already is passed over. Refused with
    /// <c>fund.exhausted</c> when an account that must be covered cannot pay for its part of them, and as
    /// <see cref="Posting.Of"/> says.
    /// </summary>
    public static async Task<Result<Done>> WriteAsync(WriteScope scope, params IEnumerable<Transfer> entries)
    {
        Transfer[] asked = [.. entries];
        return await WriteAsync(scope, asked, await TouchedAsync(scope, asked));
    }

    /// <summary>Ends whatever is still pending for an order, each entry in the way given: with it the money is free again.</summary>
    public static async Task LetGoAsync(WriteScope scope, Guid orderId, Func<Transfer, Transfer> end)
    {
        var open = await OpenPendingAsync(scope, orderId);
        var written = await WriteAsync(scope, [.. open.Select(end)], open);
        if (!written.IsOk)
        {
            throw new InvalidOperationException($"The grants of order {orderId} could not be let go: {written.Rejections[0].Code}.");
        }
    }

    /// <param name="written">The rows that decide about the entries, see <see cref="Posting.Of"/>.</param>
    private static async Task<Result<Done>> WriteAsync(WriteScope scope, Transfer[] asked, List<Transfer> written)
    {
        var fresh = new List<Transfer>(asked.Length);
        var changes = new List<AccountChange>(2 * asked.Length);
        foreach (var entry in asked)
        {
            var judged = Posting.Of(entry, written);
            if (!judged.IsOk)
            {
                return Result<Done>.Refused(judged.Rejections);
            }

            if (judged.Value != Posting.Exists)
            {
                var (pending, posted) = judged.Value;
                changes.AddRange([new(entry.DebitAccountId, pending, posted, 0, 0), new(entry.CreditAccountId, 0, 0, pending, posted)]);
                fresh.Add(entry);
                written.Add(entry);
            }
        }

        // In the order of their names, so that two processes never wait for each other's accounts.
        foreach (var change in changes.GroupBy(change => change.AccountId).OrderBy(account => account.Key, StringComparer.Ordinal).Select(AccountChange.Sum))
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

        await scope.Sql.InsertAsync(fresh);
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
    public static Task<List<Transfer>> OpenPendingAsync(WriteScope scope, Guid orderId) => scope.Sql.QueryAsync(
        $"""
        SELECT id, kind, debit_account_id, credit_account_id, amount_fen, pending_id, order_id, reason, at, corrects_id FROM transfers AS pending
        WHERE order_id = {orderId} AND kind = {TransferKind.Pending} AND NOT EXISTS (SELECT 1 FROM transfers WHERE pending_id = pending.id) ORDER BY id
        """,
        Read);

    /// <summary>
    /// The rows that decide about entries: those with their ids, those they resolve or correct, and whatever resolved or
    /// corrected these before.
    /// </summary>
    private static async Task<List<Transfer>> TouchedAsync(WriteScope scope, Transfer[] entries)
    {
        if (entries.Length == 0)
        {
            return [];
        }

        Guid[] about = [.. entries.Select(entry => entry.PendingId ?? entry.CorrectsId).OfType<Guid>().Distinct()];
        var rows = await scope.Sql.QueryAsync(
            Statements.ForEach($"SELECT {Columns} FROM transfers WHERE id IN ({{0}})", [.. entries.Select(entry => entry.Id).Concat(about).Distinct()]), Read);
        if (about.Length > 0)
        {
            rows.AddRange(await scope.Sql.QueryAsync(Statements.ForEach($"SELECT {Columns} FROM transfers WHERE pending_id IN ({{0}})", about), Read));
            rows.AddRange(await scope.Sql.QueryAsync(Statements.ForEach($"SELECT {Columns} FROM transfers WHERE corrects_id IN ({{0}})", about), Read));
        }

        return rows;
    }

    private static Transfer Read(DbDataReader row) => new(
        row.GetGuid(0),
        Enum.Parse<TransferKind>(row.GetString(1)),
        row.GetString(2),
        row.GetString(3),
        row.GetInt64(4),
        row.IsDBNull(5) ? null : row.GetGuid(5),
        row.IsDBNull(6) ? null : row.GetGuid(6),
        row.GetString(7),
        DateTime.SpecifyKind(row.GetDateTime(8), DateTimeKind.Utc))
    {
        CorrectsId = row.IsDBNull(9) ? null : row.GetGuid(9),
    };

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

        public static AccountChange Sum(IGrouping<string, AccountChange> account) => new(
            account.Key,
            account.Sum(change => change.DebitsPendingFen),
            account.Sum(change => change.DebitsPostedFen),
            account.Sum(change => change.CreditsPendingFen),
            account.Sum(change => change.CreditsPostedFen));
    }
}
