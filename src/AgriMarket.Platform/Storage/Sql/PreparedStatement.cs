namespace AgriMarket.Platform.Storage.Sql;

/// <summary>A statement that its database has parsed and planned, on one connection. Its parameters are known by their order.</summary>
internal abstract class PreparedStatement : IDisposable
{
    /// <summary>Runs it, now or together with the next one whose answer is waited for: for what has no answer to wait for.</summary>
    public abstract Task SendAsync(IReadOnlyList<object?> values);

    /// <returns>How many rows it changed.</returns>
    public abstract Task<int> ExecuteAsync(IReadOnlyList<object?> values);

    /// <summary>The rows it answers with.</summary>
    /// <param name="read">Reads a row at once; the row is good for nothing afterwards.</param>
    public abstract Task<List<T>> QueryAsync<T>(IReadOnlyList<object?> values, Func<StoredRow, T> read);

    public abstract void Dispose();
}

/// <summary>A row of an answer, its values by their place.</summary>
public abstract class StoredRow
{
    public abstract bool IsNull(int column);

    public abstract long GetInt64(int column);

    public abstract string GetString(int column);

    /// <summary>A list of whole numbers, as EF Core stores one.</summary>
    public abstract IReadOnlyList<long> GetInt64s(int column);

    public abstract Guid GetGuid(int column);

    public abstract DateOnly GetDay(int column);

    /// <summary>An instant, UTC.</summary>
    public abstract DateTime GetInstant(int column);

    /// <summary>An enum, stored by name.</summary>
    public T GetWord<T>(int column)
        where T : struct, Enum => Enum.Parse<T>(GetString(column));
}
