using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Money.Ledger;

/// <summary>
/// What the commands of a batch add to accounts: one guarded update for each account, however many entries touch it. Only commands
/// use it, one at a time.
/// </summary>
internal sealed class AccountChanges : IDeferredRows
{
    private readonly Dictionary<string, List<Noted>> pending = new(StringComparer.Ordinal);

    public string Table => "accounts";

    /// <summary>Notes what a command adds to an account, all of it together; forgotten if the command is undone.</summary>
    public void Add(WriteScope scope, AccountChange change)
    {
        if (!pending.TryGetValue(change.AccountId, out var changes))
        {
            pending.Add(change.AccountId, changes = []);
        }

        var noted = new Noted(scope, change);
        changes.Add(noted);
        scope.OnUndone(() => changes.Remove(noted));
    }

    /// <summary>What an account has spent by changes that were noted and are not written yet; below zero it got more.</summary>
    public long SpentFen(string accountId) =>
        pending.TryGetValue(accountId, out var changes) ? changes.Sum(noted => noted.Change.SpentFen) : 0;

    public async Task<bool> WriteAsync(SqlStatements sql) => await TryWriteAsync(sql) is null;

    /// <returns>The account's change that its guard refused; null when all are written.</returns>
    public async Task<AccountChange?> TryWriteAsync(SqlStatements sql)
    {
        List<Noted>[] accounts =
        [
            .. pending.Where(row => row.Value.Count > 0).OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => row.Value),
        ];
        if (accounts.Length == 0)
        {
            return null;
        }

        var left = await sql.QueryEachAsync(Array.ConvertAll(accounts, Update), row => row.GetInt64(0));
        for (var i = 0; i < accounts.Length; i++)
        {
            var (last, id) = (accounts[i][^1], accounts[i][^1].Change.AccountId);
            if (left[i] is not [var fen])
            {
                return AccountChange.Sum(id, accounts[i].Select(noted => noted.Change));
            }

            last.Scope.Cached<AccountCache>().Has(id, fen);
        }

        pending.Clear();
        return null;
    }

    /// <summary>
    /// The guarded update: in the order of the changes nothing that is pending falls below zero, and what must be covered is. It
    /// answers with what is left.
    /// </summary>
    private static FormattableString Update(List<Noted> changes)
    {
        var sum = new AccountChange(changes[0].Change.AccountId, 0, 0, 0, 0);
        var (mostSpent, leastDebits, leastCredits) = (long.MinValue, 0L, 0L);
        foreach (var noted in changes)
        {
            sum = sum.And(noted.Change);
            mostSpent = Math.Max(mostSpent, sum.SpentFen);
            leastDebits = Math.Min(leastDebits, sum.DebitsPendingFen);
            leastCredits = Math.Min(leastCredits, sum.CreditsPendingFen);
        }

        return $"""
            UPDATE accounts SET debits_pending_fen = debits_pending_fen + {sum.DebitsPendingFen},
                debits_posted_fen = debits_posted_fen + {sum.DebitsPostedFen},
                credits_pending_fen = credits_pending_fen + {sum.CreditsPendingFen},
                credits_posted_fen = credits_posted_fen + {sum.CreditsPostedFen}
            WHERE id = {sum.AccountId} AND debits_pending_fen + {leastDebits} >= 0 AND credits_pending_fen + {leastCredits} >= 0
                AND (NOT no_overdraft OR credits_posted_fen - debits_posted_fen - debits_pending_fen >= {mostSpent})
            RETURNING credits_posted_fen - debits_posted_fen - debits_pending_fen
            """;
    }

    /// <summary>A class, so that a command takes back its own of two that are equal.</summary>
    private sealed class Noted(WriteScope scope, AccountChange change)
    {
        public WriteScope Scope => scope;

        public AccountChange Change => change;
    }
}
