using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Ledger;

/// <summary>
/// The only code that writes the ledger: a row for each transfer, one guarded change of each account (<see cref="AccountChanges"/>) and
/// of its days (<see cref="AccountDays"/>), inside a command of the writer. An account that must be covered refuses what it cannot
/// cover, pending amounts included.
/// </summary>
internal static class LedgerWriter
{
    private const string Columns =
        "id, kind, debit_account_id, credit_account_id, amount_fen, pending_id, order_id, reason, at, corrects_id";

    /// <summary>
    /// Writes the entries of a command, together or not at all. An entry that is written already is passed over. Rejects with
    /// <c>fund.exhausted</c> when an account that must be covered cannot pay for its part of them, and as
    /// <see cref="Posting.Of"/> says.
    /// </summary>
    public static async Task<Result<Done>> WriteAsync(WriteScope scope, params IEnumerable<Transfer> entries)
    {
        Transfer[] asked = [.. entries];
        return await WriteAsync(scope, asked, await TouchedAsync(scope, asked));
    }

    /// <summary>Writes entries that resolve whatever is still pending for an order, and others that go with these.</summary>
    /// <param name="entries">Made from what is pending.</param>
    public static async Task ResolveAsync(
        WriteScope scope,
        Guid orderId,
        Func<IReadOnlyCollection<Transfer>, IEnumerable<Transfer>> entries
    )
    {
        var open = await OpenPendingAsync(scope, orderId);
        var written = await WriteAsync(scope, [.. entries(open)], open);
        if (!written.IsOk)
        {
            throw new InvalidOperationException(
                $"What was reserved for order {orderId} could not be resolved: {written.Rejections[0].Code}."
            );
        }
    }

    /// <param name="written">The rows that decide about the entries, see <see cref="Posting.Of"/>.</param>
    private static async Task<Result<Done>> WriteAsync(WriteScope scope, Transfer[] asked, List<Transfer> written)
    {
        var fresh = new List<(Transfer Entry, Posting Posting)>(asked.Length);
        foreach (var entry in asked)
        {
            var judged = Posting.Of(entry, written);
            if (!judged.IsOk)
            {
                return Result<Done>.Refused(judged.Rejections);
            }

            if (judged.Value != Posting.Exists)
            {
                fresh.Add((entry, judged.Value));
                written.Add(entry);
            }
        }

        var inserted = await InsertAsync(scope, fresh);
        return inserted.IsOk ? await ChangeAsync(scope, fresh, written) : inserted;
    }

    /// <summary>Writes the rows of entries. Those that were there already are taken out of <paramref name="fresh"/>.</summary>
    private static async Task<Result<Done>> InsertAsync(WriteScope scope, List<(Transfer Entry, Posting Posting)> fresh)
    {
        var entries = fresh.ConvertAll(row => row.Entry);
        await scope.Cached<AccountCache>().OpenAsync(scope, entries);
        var inserted = await scope.Sql.InsertNewAsync(entries);
        if (inserted.Count == entries.Count)
        {
            return Done.Instance;
        }

        var again = entries.FindAll(entry => !inserted.Contains(entry.Id));
        var known = await scope.Sql.QueryAsync(
            SqlStatements.ForEach($"SELECT {Columns} FROM transfers WHERE id IN ({{0}})", again.ConvertAll(entry => entry.Id)),
            Read
        );
        if (again.Select(entry => Posting.Of(entry, known)).FirstOrDefault(judged => !judged.IsOk) is { } refused)
        {
            return Result<Done>.Refused(refused.Rejections);
        }

        fresh.RemoveAll(row => again.Contains(row.Entry));
        return Done.Instance;
    }

    /// <summary>Changes the accounts of entries, each by the sum of what they add to it, and their days.</summary>
    private static async Task<Result<Done>> ChangeAsync(
        WriteScope scope,
        List<(Transfer Entry, Posting Posting)> fresh,
        List<Transfer> written
    )
    {
        var (cache, changes, days) = (scope.Cached<AccountCache>(), scope.Cached<AccountChanges>(), scope.Cached<AccountDays>());
        foreach (var account in fresh.SelectMany(row => AccountChange.Of(row.Entry, row.Posting)).GroupBy(change => change.AccountId))
        {
            var change = AccountChange.Sum(account.Key, account);
            if (scope.Defers && IsSpending(change) && !await cache.CoversAsync(scope, change.AccountId, change.SpentFen))
            {
                return new Rejection("fund.exhausted");
            }

            changes.Add(scope, change);
            cache.Follow(scope, change);
        }

        foreach (var (entry, posting) in fresh)
        {
            var corrected = written.Find(row => row.Id == entry.CorrectsId);
            days.Add(scope, AccountDayChange.Of(entry, posting.PostedFen, corrected));
        }

        if (scope.Defers)
        {
            return Done.Instance;
        }

        if (await changes.TryWriteAsync(scope.Sql) is { } refused)
        {
            return IsSpending(refused)
                ? new Rejection("fund.exhausted")
                : throw new InvalidOperationException($"Account {refused.AccountId} has less pending than is to be resolved.");
        }

        await days.WriteAsync(scope.Sql);
        return Done.Instance;
    }

    private static bool IsSpending(AccountChange change) => change.SpentFen > 0 && AccountIds.NoOverdraft(change.AccountId);

    /// <summary>An order's pending entries that nothing has resolved yet.</summary>
    private static Task<List<Transfer>> OpenPendingAsync(WriteScope scope, Guid orderId) =>
        scope.Sql.QueryAsync(
            $"""
            SELECT id, kind, debit_account_id, credit_account_id, amount_fen, pending_id, order_id, reason, at, corrects_id
            FROM transfers AS pending WHERE order_id = {orderId} AND kind = {TransferKind.Pending}
            AND NOT EXISTS (SELECT 1 FROM transfers WHERE pending_id = pending.id) ORDER BY id
            """,
            Read
        );

    /// <summary>
    /// The rows that decide about entries which resolve or correct others: these others, and whatever resolved or corrected
    /// them before.
    /// </summary>
    private static async Task<List<Transfer>> TouchedAsync(WriteScope scope, Transfer[] entries)
    {
        if (Array.TrueForAll(entries, entry => (entry.PendingId ?? entry.CorrectsId) is null))
        {
            return [];
        }

        Guid[] about = [.. entries.Select(entry => entry.PendingId ?? entry.CorrectsId).OfType<Guid>().Distinct()];
        return await scope.Sql.QueryAsync(
            SqlStatements.ForEach(
                $"SELECT {Columns} FROM transfers WHERE id IN ({{0}}) UNION SELECT {Columns} FROM transfers WHERE "
                    + $"pending_id IN ({{0}}) UNION SELECT {Columns} FROM transfers WHERE corrects_id IN ({{0}})",
                about
            ),
            Read
        );
    }

    private static Transfer Read(StoredRow row) =>
        new(
            row.GetGuid(0),
            row.GetWord<TransferKind>(1),
            row.GetString(2),
            row.GetString(3),
            row.GetInt64(4),
            row.IsNull(5) ? null : row.GetGuid(5),
            row.IsNull(6) ? null : row.GetGuid(6),
            row.GetString(7),
            row.GetInstant(8)
        )
        {
            CorrectsId = row.IsNull(9) ? null : row.GetGuid(9),
        };
}
