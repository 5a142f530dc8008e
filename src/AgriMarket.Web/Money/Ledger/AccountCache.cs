using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Money.Ledger;

/// <summary>
/// Accounts as this process's writer last saw them: which are open, and what those that must be covered have left. Only
/// commands use it, one at a time. What it says may be a moment old where several processes share a database; the guard of
/// <see cref="LedgerWriter"/> decides.
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

        // Kept apart from what is known, which is forgotten when there is no room for what is read.
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        var unknown = new List<string>();
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

        if (unknown.Count > 0)
        {
            var read = await scope.Sql.QueryAsync(
                SqlStatements.ForEach(
                    """
                    SELECT id, credits_posted_fen - debits_posted_fen - debits_pending_fen FROM accounts WHERE no_overdraft AND id
                    IN ({0})
                    """,
                    unknown
                ),
                row => (Id: row.GetString(0), AvailableFen: row.GetInt64(1))
            );
            foreach (var (id, fen) in read)
            {
                found[id] = fen;
                Saw(scope, id, fen);
            }
        }

        return found;
    }

    /// <summary>Opens those of the accounts that are not open yet.</summary>
    public async Task OpenAsync(WriteScope scope, IEnumerable<string> accountIds)
    {
        foreach (var id in accountIds.Where(id => !open.Contains(id)))
        {
            await scope.Sql.ExecuteAsync(
                $"""
                INSERT INTO accounts (id, no_overdraft, debits_pending_fen, debits_posted_fen, credits_pending_fen, credits_posted_fen)
                VALUES ({id}, {AccountIds.NoOverdraft(id)}, 0, 0, 0, 0) ON CONFLICT (id) DO NOTHING
                """
            );
            if (open.Count >= Most)
            {
                open.Clear();
            }

            open.Add(id);
            scope.OnUndone(() => open.Remove(id));
        }
    }

    /// <summary>Notes what a command found or left in an account; forgotten if the command is undone.</summary>
    public void Saw(WriteScope scope, string accountId, long leftFen)
    {
        if (AccountIds.NoOverdraft(accountId))
        {
            if (availableFen.Count >= Most)
            {
                availableFen.Clear();
            }

            availableFen[accountId] = leftFen;
            scope.OnUndone(() => availableFen.Remove(accountId));
        }
    }
}
