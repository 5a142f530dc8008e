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

    /// <summary>About 20 MB; beyond it the cache is cleared rather than kept in order.</summary>
    private const int MostAccounts = 100_000;

    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> availableFen = new(StringComparer.Ordinal);
    private DateTime readAt = DateTime.MinValue;

    /// <summary>What is left of those of the accounts that are open and must be covered, pending amounts taken off.</summary>
    public async Task<IReadOnlyDictionary<string, long>> AvailableAsync(WriteScope scope, IReadOnlyCollection<string> accountIds)
    {
        // A clock that was set back does not keep old figures alive.
        if (scope.Now - readAt > GoodFor || scope.Now < readAt)
        {
            availableFen.Clear();
            readAt = scope.Now;
        }

        string[] unknown = [.. accountIds.Where(id => !availableFen.ContainsKey(id))];
        if (unknown.Length > 0)
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
            read.ForEach(account => Saw(scope, account.Id, account.AvailableFen));
        }

        return availableFen;
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
            if (open.Count >= MostAccounts)
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
            availableFen[accountId] = leftFen;
            scope.OnUndone(() => availableFen.Remove(accountId));
        }
    }
}
