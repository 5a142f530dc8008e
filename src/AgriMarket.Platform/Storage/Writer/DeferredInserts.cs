using AgriMarket.Platform.Storage.Sql;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>
/// New rows that no other command of the batch reads: those of a table go together in few statements, just before the commit. Nobody
/// waits for them, so that they come first and in the order in which their tables were first noted.
/// </summary>
internal sealed class DeferredInserts : IDeferredRows
{
    private readonly List<Rows> tables = [];

    public string Table => "";

    /// <summary>Notes rows; forgotten if the command is undone.</summary>
    public void Add<T>(WriteScope scope, IReadOnlyList<T> rows)
        where T : class
    {
        var table = Of<T>();
        table.Pending.AddRange(rows);
        scope.OnUndone(() => table.Pending.RemoveAll(pending => rows.Any(row => ReferenceEquals(row, pending))));
    }

    public async Task<bool> WriteAsync(SqlStatements sql)
    {
        foreach (var table in tables)
        {
            await table.SendAsync(sql);
        }

        return true;
    }

    private Rows<T> Of<T>()
        where T : class
    {
        foreach (var known in tables)
        {
            if (known is Rows<T> table)
            {
                return table;
            }
        }

        var added = new Rows<T>();
        tables.Add(added);
        return added;
    }

    private abstract class Rows
    {
        public abstract Task SendAsync(SqlStatements sql);
    }

    private sealed class Rows<T> : Rows
        where T : class
    {
        public List<T> Pending { get; } = [];

        public override async Task SendAsync(SqlStatements sql)
        {
            await sql.SendManyAsync(Pending);
            Pending.Clear();
        }
    }
}
