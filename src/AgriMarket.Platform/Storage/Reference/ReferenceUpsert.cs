using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Sql;

namespace AgriMarket.Platform.Storage.Reference;

public static class ReferenceUpsert
{
    /// <summary>
    /// Adds rows or, where the key is known, updates them, with one statement that both databases understand: tens of thousands
    /// of rows at every new database are too many for the change tracker. Call it inside a transaction.
    /// </summary>
    /// <returns>How many rows were given.</returns>
    public static async Task<int> UpsertAsync<T>(this MarketDb db, IEnumerable<T> rows, CancellationToken stop)
        where T : class
    {
        using var sql = new SqlStatements(db);
        var count = 0;
        foreach (var row in rows)
        {
            stop.ThrowIfCancellationRequested();
            await sql.UpsertAsync(row);
            count++;
        }

        return count;
    }
}
