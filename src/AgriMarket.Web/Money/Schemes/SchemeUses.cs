using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Money.Schemes;

/// <summary>
/// What the commands of a batch add to the counted caps of schemes, and release: one guarded statement for each count. Only
/// commands use it, one at a time.
/// </summary>
internal sealed class SchemeUses : IDeferredRows
{
    private readonly Dictionary<(Guid SchemeId, string Key), List<Use>> pending = [];

    public string Table => "scheme_usage";

    /// <summary>
    /// Notes that a grant uses <paramref name="amount"/> of a count that may hold <paramref name="limit"/>; forgotten if the
    /// command is undone.
    /// </summary>
    public void Take(WriteScope scope, Guid schemeId, string key, long amount, long limit) =>
        Add(scope, schemeId, key, new Use(amount, limit));

    /// <summary>Notes that a grant releases what it has used; forgotten if the command is undone.</summary>
    public void Release(WriteScope scope, Guid schemeId, string key, long amount) =>
        Add(scope, schemeId, key, new Use(-amount, long.MaxValue));

    /// <summary>By key what was noted of a scheme and is not written yet.</summary>
    public IEnumerable<(string Key, long Amount)> Of(Guid schemeId) =>
        pending.Where(row => row.Key.SchemeId == schemeId).Select(row => (row.Key.Key, row.Value.Sum(use => use.Amount)));

    public async Task<bool> WriteAsync(SqlStatements sql)
    {
        foreach (
            var ((schemeId, key), uses) in pending
                .Where(row => row.Value.Count > 0)
                .OrderBy(row => row.Key.SchemeId)
                .ThenBy(row => row.Key.Key, StringComparer.Ordinal)
        )
        {
            if (!await WriteAsync(sql, schemeId, key, uses))
            {
                return false;
            }
        }

        pending.Clear();
        return true;
    }

    /// <summary>In the order of the uses no count passes its limit or falls below zero.</summary>
    private static async Task<bool> WriteAsync(SqlStatements sql, Guid schemeId, string key, List<Use> uses)
    {
        var (sum, least, most) = (0L, 0L, long.MaxValue);
        foreach (var use in uses)
        {
            sum += use.Amount;
            least = Math.Max(least, -sum);
            most = use.Limit == long.MaxValue ? most : Math.Min(most, use.Limit - sum);
        }

        if (most < least)
        {
            return false;
        }

        var written =
            least > 0
                ? await sql.ExecuteAsync(
                    $"""
                    UPDATE scheme_usage SET used = used + {sum}
                    WHERE scheme_id = {schemeId} AND key = {key} AND used >= {least} AND used <= {most}
                    """
                )
                // The first use inserts. That all of these together fit is seen above.
                : await sql.ExecuteAsync(
                    $"""
                    INSERT INTO scheme_usage (scheme_id, key, used) VALUES ({schemeId}, {key}, {sum})
                    ON CONFLICT (scheme_id, key) DO UPDATE SET used = scheme_usage.used + {sum}
                    WHERE scheme_usage.used <= {most}
                    """
                );
        return written == 1;
    }

    private void Add(WriteScope scope, Guid schemeId, string key, Use use)
    {
        if (!pending.TryGetValue((schemeId, key), out var uses))
        {
            pending.Add((schemeId, key), uses = []);
        }

        uses.Add(use);
        scope.OnUndone(() => uses.Remove(use));
    }

    /// <summary>A class, so that a command takes back its own of two that are equal.</summary>
    /// <param name="amount">Fen or grants; below zero is released.</param>
    private sealed class Use(long amount, long limit)
    {
        public long Amount => amount;

        public long Limit => limit;
    }
}
