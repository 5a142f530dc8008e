using System.Data.Common;

namespace AgriMarket.Platform.Storage.Sql;

/// <summary>
/// Statements for a server, by way of its driver. What has no answer to wait for goes in one journey with the next statement
/// that has one: the journeys cost more than the statements. The driver sees to it that what comes often is prepared.
/// </summary>
internal sealed class DriverBatch(DbConnection connection, Func<DbTransaction> transaction) : IDisposable
{
    private readonly DbBatch waiting = connection.CreateBatch();
    private readonly List<Stack<DbBatchCommand>> homes = [];

    /// <summary>A statement to be run, at first once and then as often as it comes home.</summary>
    public DbBatchCommand Create(string sql, IReadOnlyList<DbParameter> parameters)
    {
        var command = waiting.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Keeps a statement for the next journey.</summary>
    /// <param name="home">Where it goes when it has been run or forgotten.</param>
    public void Add(DbBatchCommand command, Stack<DbBatchCommand> home)
    {
        waiting.BatchCommands.Add(command);
        homes.Add(home);
    }

    /// <summary>Forgets what is waiting.</summary>
    public void Forget()
    {
        for (var i = 0; i < homes.Count; i++)
        {
            homes[i].Push(waiting.BatchCommands[i]);
        }

        waiting.BatchCommands.Clear();
        homes.Clear();
    }

    /// <summary>Sends what is waiting, if anything is.</summary>
    public Task FlushAsync() => homes.Count == 0 ? Task.CompletedTask : RunAsync(ToTheEndAsync);

    /// <summary>Whatever the statements say, an error of any of them is not to be missed.</summary>
    public static async Task<bool> ToTheEndAsync(DbDataReader reader)
    {
        while (await reader.NextResultAsync()) { }

        return true;
    }

    /// <summary>Sends what is waiting and answers with what its last statement says.</summary>
    public async Task<T> RunAsync<T>(Func<DbDataReader, Task<T>> read)
    {
        try
        {
            waiting.Transaction = transaction();
            await using var reader = await waiting.ExecuteReaderAsync();
            return await read(reader);
        }
        finally
        {
            Forget();
        }
    }

    public void Dispose() => waiting.Dispose();
}

/// <summary>One statement of a <see cref="DriverBatch"/>.</summary>
/// <param name="sql">With its parameters by their places, <c>$1</c> and on: a driver reads and rewrites SQL with names each time.</param>
/// <param name="parameters">Without names, in the order of the values.</param>
internal sealed class DriverStatement(DriverBatch batch, string sql, Func<DbParameter[]> parameters) : PreparedStatement
{
    /// <summary>Made for earlier runs, and not on a journey.</summary>
    private readonly Stack<DbBatchCommand> free = [];

    public override Task SendAsync(IReadOnlyList<object?> values)
    {
        Add(values);
        return Task.CompletedTask;
    }

    public override async Task<int> ExecuteAsync(IReadOnlyList<object?> values)
    {
        var command = Add(values);
        await batch.RunAsync(DriverBatch.ToTheEndAsync);
        return command.RecordsAffected;
    }

    public override Task<List<T>> QueryAsync<T>(IReadOnlyList<object?> values, Func<StoredRow, T> read)
    {
        Add(values);
        return batch.RunAsync(async reader => (await ReadAsync(reader, 1, read))[0]);
    }

    /// <summary>The answers of the statements that have one. Statements without rows have no result of their own.</summary>
    public static async Task<List<List<T>>> ReadAsync<T>(DbDataReader reader, int count, Func<StoredRow, T> read)
    {
        var row = new DriverRow(reader);
        var answers = new List<List<T>>(count);
        do
        {
            var rows = new List<T>();
            while (await reader.ReadAsync())
            {
                rows.Add(read(row));
            }

            answers.Add(rows);
        } while (answers.Count < count && await reader.NextResultAsync());
        await DriverBatch.ToTheEndAsync(reader);
        return answers;
    }

    public override void Dispose() { }

    private DbBatchCommand Add(IReadOnlyList<object?> values)
    {
        if (!free.TryPop(out var command))
        {
            command = batch.Create(sql, parameters());
        }

        for (var i = 0; i < values.Count; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        batch.Add(command, free);
        return command;
    }

    private sealed class DriverRow(DbDataReader reader) : StoredRow
    {
        public override bool IsNull(int column) => reader.IsDBNull(column);

        public override long GetInt64(int column) => reader.GetInt64(column);

        public override string GetString(int column) => reader.GetString(column);

        public override IReadOnlyList<long> GetInt64s(int column) => reader.GetFieldValue<long[]>(column);

        public override Guid GetGuid(int column) => reader.GetGuid(column);

        public override DateOnly GetDay(int column) => reader.GetFieldValue<DateOnly>(column);

        public override DateTime GetInstant(int column) => DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);
    }
}
