using System.Data.Common;

namespace AgriMarket.Benchmarks.Support;

/// <summary>What one placed order left in a table, as stored.</summary>
/// <param name="Rows">The values of each row, in the order of the table's columns.</param>
internal sealed record TableRows(string Table, IReadOnlyList<object[]> Rows);

/// <summary>
/// The rows of placed orders, read back from the database that the market wrote, in the order in which they depend on each other.
/// </summary>
internal static class OrderRows
{
    private static readonly (string Table, string Key)[] Tables =
    [
        ("orders", "id"),
        ("order_lines", "order_id"),
        ("parcels", "order_id"),
        ("transfers", "order_id"),
        ("grants", "order_id"),
        ("holds", "order_id"),
        ("stock_journal", "order_id"),
        ("payments", "id"),
    ];

    /// <summary>The columns of each table, in the order of the rows' values.</summary>
    public static async Task<(Dictionary<string, string[]> Columns, List<List<TableRows>> Orders)> ReadAsync(DbConnection connection)
    {
        var columns = new Dictionary<string, string[]>();
        var orders = new Dictionary<string, List<TableRows>>();
        foreach (var (table, key) in Tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} WHERE {key} IS NOT NULL";
            await using var reader = await command.ExecuteReaderAsync();
            columns[table] = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            var keyColumn = reader.GetOrdinal(key);
            var byOrder = new Dictionary<string, List<object[]>>();
            while (await reader.ReadAsync())
            {
                var values = new object[reader.FieldCount];
                reader.GetValues(values);
                var order = Key(values[keyColumn]);
                (byOrder.TryGetValue(order, out var rows) ? rows : byOrder[order] = []).Add(values);
            }

            foreach (var (order, rows) in byOrder)
            {
                (orders.TryGetValue(order, out var all) ? all : orders[order] = []).Add(new(table, rows));
            }
        }

        return (columns, [.. orders.Values]);
    }

    /// <summary>An id as a key to compare by: SQLite's are bytes.</summary>
    public static string Key(object id) => id is byte[] bytes ? Convert.ToHexString(bytes) : id.ToString()!;
}
