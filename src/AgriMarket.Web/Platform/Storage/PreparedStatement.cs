using System.Data.Common;

namespace AgriMarket.Web.Platform.Storage;

/// <summary>A statement that its database has parsed and planned, on one connection. Its parameters are known by their order.</summary>
internal abstract class PreparedStatement : IAsyncDisposable
{
    /// <returns>How many rows it changed.</returns>
    public abstract Task<int> ExecuteAsync(IReadOnlyList<object?> values);

    /// <summary>The rows it answers with.</summary>
    /// <param name="read">Reads a row at once; the row is good for nothing afterwards.</param>
    public abstract Task<List<T>> QueryAsync<T>(IReadOnlyList<object?> values, Func<StoredRow, T> read);

    public abstract ValueTask DisposeAsync();
}

/// <summary>A row of an answer, its values by their place.</summary>
public abstract class StoredRow
{
    public abstract bool IsNull(int column);

    public abstract long GetInt64(int column);

    public abstract string GetString(int column);

    public abstract Guid GetGuid(int column);

    public abstract DateOnly GetDay(int column);

    /// <summary>An instant, UTC.</summary>
    public abstract DateTime GetInstant(int column);

    /// <summary>An enum, stored by name.</summary>
    public T GetWord<T>(int column)
        where T : struct, Enum => Enum.Parse<T>(GetString(column));
}

/// <summary>A statement of any database, by way of its driver.</summary>
internal sealed class DriverStatement(DbCommand command, Func<DbTransaction> transaction) : PreparedStatement
{
    public override async Task<int> ExecuteAsync(IReadOnlyList<object?> values)
    {
        await BindAsync(values);
        return await command.ExecuteNonQueryAsync();
    }

    public override async Task<List<T>> QueryAsync<T>(IReadOnlyList<object?> values, Func<StoredRow, T> read)
    {
        await BindAsync(values);
        await using var reader = await command.ExecuteReaderAsync();
        var row = new DriverRow(reader);
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(row));
        }

        return rows;
    }

    public override ValueTask DisposeAsync() => command.DisposeAsync();

    private async Task BindAsync(IReadOnlyList<object?> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        var isNew = command.Transaction is null;
        command.Transaction = transaction();
        if (isNew)
        {
            await command.PrepareAsync();
        }
    }

    private sealed class DriverRow(DbDataReader reader) : StoredRow
    {
        public override bool IsNull(int column) => reader.IsDBNull(column);

        public override long GetInt64(int column) => reader.GetInt64(column);

        public override string GetString(int column) => reader.GetString(column);

        public override Guid GetGuid(int column) => reader.GetGuid(column);

        public override DateOnly GetDay(int column) => reader.GetFieldValue<DateOnly>(column);

        public override DateTime GetInstant(int column) => DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);
    }
}
