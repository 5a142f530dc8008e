using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AgriMarket.Web.Platform.Storage;

internal static class ReferenceUpsert
{
    /// <summary>
    /// Adds rows or, where the key is known, updates them, with one statement that both databases understand: tens of thousands
    /// of rows at every new database are too many for the change tracker. Call it inside a transaction.
    /// </summary>
    /// <returns>How many rows were given.</returns>
    public static async Task<int> UpsertAsync<T>(this MarketDb db, IEnumerable<T> rows, CancellationToken stop)
        where T : class
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Reference rows are written inside a transaction.");
        var columns = RowColumns.Of(db.Model, typeof(T));
        await using var command = columns.Upsert(db.Database.GetDbConnection());
        command.Transaction = transaction.GetDbTransaction();

        var count = 0;
        foreach (var row in rows)
        {
            columns.Bind(command, [row]);
            if (count++ == 0)
            {
                await command.PrepareAsync(stop);
            }

            await command.ExecuteNonQueryAsync(stop);
        }

        return count;
    }
}
