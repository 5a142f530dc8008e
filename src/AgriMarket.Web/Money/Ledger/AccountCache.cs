using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Money.Ledger;

/// <summary>
/// Accounts as this process's writer last saw them: which are open, and what those that must be covered have left. Only
/// commands use it, one at a time. What it says may be a moment old where several processes share a database; the guard of
/// <see cref="AccountChanges"/> decides. What commands have deferred is taken off.
/// </summary>
internal sealed class AccountCache
{
    /// <summary>How long another process's change of an account may stay unseen; this process's own are seen at once.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Accounts kept at once, of those that are open and of those whose sums are known; about 20 MB. Beyond it all are forgotten
    /// rather than kept in order of use.
    /// </summary>
    internal const int MostAccounts = 100_000;

    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> availableFen = new(StringComparer.Ordinal);
    private DateTime readAt = DateTime.MinValue;

    /// <summary>Smaller in tests only.</summary>
    internal int Most { get; set; } = MostAccounts;

    internal (int Open, int Available) Count => (open.Count, availableFen.Count);

    /// <summary>What is left of those of the accounts that are open and must be covered, pending amounts taken off.</summary>
    public async Task<IReadOnlyDictionary<string, long>> AvailableAsync(WriteScope scope, IReadOnlyCollection<string> accountIds)
    {
        // A clock that was set back does not keep old figures alive.
        if (scope.Now - readAt > GoodFor || scope.Now < readAt)
        {
            availableFen.Clear();
            readAt = scope.Now;
        }

        var (found, unknown) = (new Dictionary<string, long>(accountIds.Count, StringComparer.Ordinal), new List<string>());
        foreach (var id in accountIds)
        {
            if (availableFen.TryGetValue(id, out var fen))
            {
                found[id] = fen;
            }
            else
            {
                unknown.Add(id);
            }
        }

        foreach (var (id, fen) in await ReadAsync(scope, unknown))
        {
            found[id] = fen;
        }

        return found;
    }

    /// <summary>Whether an account that must be covered can pay; where what is kept says no, the database is asked once more.</summary>
    public async Task<bool> CoversAsync(WriteScope scope, string accountId, long fen)
    {
        if (availableFen.TryGetValue(accountId, out var known) && known >= fen)
        {
            return true;
        }

        return await ReadAsync(scope, [accountId]) is [var (_, left)] && left >= fen;
    }

    private async Task<List<(string Id, long Fen)>> ReadAsync(WriteScope scope, List<string> accountIds)
    {
        if (accountIds.Count == 0)
        {
            return [];
        }

        var changes = scope.Cached<AccountChanges>();
        var read = await scope.Sql.QueryAsync(
            SqlStatements.ForEach(
                """
                SELECT id, credits_posted_fen - debits_posted_fen - debits_pending_fen FROM accounts
                WHERE no_overdraft AND id IN ({0})
                """,
                accountIds
            ),
            row => (Id: row.GetString(0), Fen: row.GetInt64(1) - changes.SpentFen(row.GetString(0)))
        );
        foreach (var (id, fen) in read)
        {
            Note(id, fen);
            ForgetIfUndone(scope, id);
        }

        return read;
    }

    /// <summary>Opens those of the accounts of entries that are not open yet.</summary>
    public async Task OpenAsync(WriteScope scope, IEnumerable<Transfer> entries)
    {
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            NoteUnknown(unknown, entry.DebitAccountId);
            NoteUnknown(unknown, entry.CreditAccountId);
        }

        if (unknown.Count == 0)
        {
            return;
        }

        if (scope.IsAlone)
        {
            foreach (var id in unknown)
            {
                await InsertAsync(scope, id);
            }
        }
        else
        {
            // Two processes that open accounts in the middle of their batches could wait for each other. It happens once an account.
            var found = await scope.Sql.QueryAsync(
                SqlStatements.ForEach("SELECT id FROM accounts WHERE id IN ({0})", unknown),
                row => row.GetString(0)
            );
            found.ForEach(NoteOpen);
            if (found.Count < unknown.Count)
            {
                scope.NeedAll();
            }
        }
    }

    private void NoteUnknown(SortedSet<string> unknown, string id)
    {
        if (!open.Contains(id))
        {
            unknown.Add(id);
        }
    }

    private async Task InsertAsync(WriteScope scope, string id)
    {
        await scope.Sql.ExecuteAsync(
            $"""
            INSERT INTO accounts (id, no_overdraft, debits_pending_fen, debits_posted_fen, credits_pending_fen, credits_posted_fen)
            VALUES ({id}, {AccountIds.NoOverdraft(id)}, 0, 0, 0, 0) ON CONFLICT (id) DO NOTHING
            """
        );
        NoteOpen(id);
        scope.OnUndone(() => open.Remove(id));
    }

    private void NoteOpen(string id)
    {
        if (open.Count >= Most)
        {
            open.Clear();
        }

        open.Add(id);
    }

    /// <summary>Notes what an account has left now that its changes are written.</summary>
    public void Has(string accountId, long leftFen)
    {
        if (AccountIds.NoOverdraft(accountId))
        {
            Note(accountId, leftFen);
        }
    }

    /// <summary>Notes what a command is about to spend; forgotten if the command is undone.</summary>
    public void Follow(WriteScope scope, AccountChange change)
    {
        if (availableFen.TryGetValue(change.AccountId, out var known))
        {
            availableFen[change.AccountId] = known - change.SpentFen;
        }

        ForgetIfUndone(scope, change.AccountId);
    }

    private void Note(string accountId, long fen)
    {
        if (availableFen.Count >= Most)
        {
            availableFen.Clear();
        }

        availableFen[accountId] = fen;
    }

    private void ForgetIfUndone(WriteScope scope, string accountId)
    {
        if (AccountIds.NoOverdraft(accountId))
        {
            scope.OnUndone(() => availableFen.Remove(accountId));
        }
    }
}
