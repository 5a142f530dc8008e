using System.Data.Common;
using System.Diagnostics;
using AgriMarket.Benchmarks.Support;

namespace AgriMarket.Benchmarks.Orders;

/// <summary>
/// The floor of placing orders: the very rows that the market wrote, and the guarded updates behind them, by prepared statements
/// into a copy of the database as it was before, in batches of a given size. No reads, no rules, no callers.
/// </summary>
internal sealed class CheckoutFloor(DbConnection connection, Dictionary<string, string[]> columns) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> prepared = [];
    private DbTransaction? transaction;

    /// <returns>Orders a second.</returns>
    public async Task<double> MeasureAsync(IReadOnlyList<List<TableRows>> orders, int batch)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var together in orders.Chunk(batch))
        {
            await using (transaction = await connection.BeginTransactionAsync())
            {
                foreach (var order in together)
                {
                    foreach (var rows in order)
                    {
                        await InsertAsync(rows);
                        await UpdateAsync(rows);
                    }
                }

                await transaction.CommitAsync();
            }
        }

        return orders.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values)
        {
            await command.DisposeAsync();
        }
    }

    private Task InsertAsync(TableRows rows)
    {
        var names = columns[rows.Table];
        var next = 0;
        var values = rows.Rows.Select(_ => $"({string.Join(", ", names.Select(_ => $"@p{next++}"))})");
        return RunAsync(
            $"{rows.Table} {rows.Rows.Count}",
            () => $"INSERT INTO {rows.Table} ({string.Join(", ", names)}) VALUES {string.Join(", ", values)}",
            rows.Rows.SelectMany(row => row)
        );
    }

    private async Task UpdateAsync(TableRows rows)
    {
        foreach (var row in rows.Rows)
        {
            if (rows.Table == "holds")
            {
                await RunAsync(
                    "lot",
                    () =>
                        """
                            UPDATE lots SET available_grams = available_grams - @p0, held_grams = held_grams + @p0, version = version + 1
                            WHERE id = @p1 AND available_grams >= @p0
                            """,
                    [row[Column(rows, "grams")], row[Column(rows, "lot_id")]]
                );
            }
            else if (rows.Table == "transfers")
            {
                await RunAsync(
                    "debit",
                    () =>
                        """
                            UPDATE accounts SET debits_pending_fen = debits_pending_fen + @p0 WHERE id = @p1 AND credits_posted_fen -
                            debits_posted_fen - debits_pending_fen >= @p0
                            """,
                    [row[Column(rows, "amount_fen")], row[Column(rows, "debit_account_id")]]
                );
            }
        }

        if (rows.Table == "transfers")
        {
            var sum = rows.Rows.Sum(row => (long)row[Column(rows, "amount_fen")]);
            await RunAsync(
                "credit",
                () => "UPDATE accounts SET credits_pending_fen = credits_pending_fen + @p0 WHERE id = @p1",
                [sum, rows.Rows[0][Column(rows, "credit_account_id")]]
            );
        }
    }

    private int Column(TableRows rows, string name) => Array.IndexOf(columns[rows.Table], name);

    private async Task RunAsync(string key, Func<string> sql, IEnumerable<object> values)
    {
        var isNew = false;
        if (!prepared.TryGetValue(key, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql();
            prepared.Add(key, command);
            isNew = true;
        }

        var next = 0;
        foreach (var value in values)
        {
            if (command.Parameters.Count == next)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{next}";
                command.Parameters.Add(parameter);
            }

            command.Parameters[next++].Value = value;
        }

        command.Transaction = transaction;
        if (isNew)
        {
            await command.PrepareAsync();
        }

        await command.ExecuteNonQueryAsync();
    }
}
