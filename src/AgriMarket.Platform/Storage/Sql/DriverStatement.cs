using System.Data.Common;

namespace AgriMarket.Platform.Storage.Sql;

/// <summary>
/// Statements for a server, by way of its driver. What has no answer to wait for goes in one journey with the next statement
/// that has one: the journeys cost more than the statements. The driver sees to it that what comes often is prepared.
/// </summary>
internal sealed class DriverBatch(DbConnection connection, Func<DbTransaction> transaction)
{
    private DbBatch waiting = connection.CreateBatch();

    /// <summary>Keeps a statement for the next journey.</summary>
    public DbBatchCommand Add(string sql, IReadOnlyList<DbParameter> parameters)
    {
        var command = waiting.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        waiting.BatchCommands.Add(command);
        return command;
    }

    /// <summary>Forgets what is waiting.</summary>
    public void Forget() => waiting.BatchCommands.Clear();

    /// <summary>Sends what is waiting, if anything is.</summary>
    public Task FlushAsync() => waiting.BatchCommands.Count == 0 ? Task.CompletedTask : RunAsync(ToTheEndAsync);

    /// <summary>Whatever the statements say, an error of any of them is not to be missed.</summary>
    public static async Task<bool> ToTheEndAsync(DbDataReader reader)
    {
        while (await reader.NextResultAsync()) { }

        return true;
    }

    /// <summary>Sends what is waiting and answers with what its last statement says.</summary>
    public async Task<T> RunAsync<T>(Func<DbDataReader, Task<T>> read)
    {
        await using var batch = waiting;
        waiting = connection.CreateBatch();
        batch.Transaction = transaction();
        await using var reader = await batch.ExecuteReaderAsync();
        return await read(reader);
    }
}

/// <summary>One statement of a <see cref="DriverBatch"/>.</summary>
/// <param name="parameters">Made anew for each run, in the order of the values.</param>
internal sealed class DriverStatement(DriverBatch batch, string sql, Func<DbParameter[]> parameters) : PreparedStatement
{
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
        var made = parameters();
        for (var i = 0; i < made.Length; i++)
        {
            made[i].Value = values[i] ?? DBNull.Value;
        }

        return batch.Add(sql, made);
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
