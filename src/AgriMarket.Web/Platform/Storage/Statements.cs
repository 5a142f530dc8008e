using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AgriMarket.Web.Platform.Storage;

/// <summary>
/// Prepared statements on a writer's connection, for the commands that are run thousands of times a second: there EF Core's
/// tracker, and the parsing of the same SQL over and over, cost more than the database. The SQL is what both databases
/// understand. Used by one command at a time.
/// </summary>
public sealed class Statements(MarketDb db) : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<(string Sql, int Count), string> Lists = [];

    private readonly Dictionary<string, DbCommand> prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<(Type Row, int Count), DbCommand> inserts = [];

    /// <summary>Runs a statement whose interpolated values are sent as parameters.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteAsync(FormattableString sql) => await (await BindAsync(sql)).ExecuteNonQueryAsync();

    /// <summary>The rows that a query or a <c>RETURNING</c> answers with.</summary>
    public async Task<List<T>> QueryAsync<T>(FormattableString sql, Func<DbDataReader, T> read)
    {
        var command = await BindAsync(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>A statement whose <c>{0}</c> stands for a list of values: <c>id IN ({0})</c>.</summary>
    public static FormattableString ForEach<T>(string sql, IReadOnlyCollection<T> values) => FormattableStringFactory.Create(
        Lists.GetOrAdd((sql, values.Count), static list => list.Sql.Replace("{0}", string.Join(", ", Enumerable.Range(0, list.Count).Select(i => $"{{{i}}}")), StringComparison.Ordinal)),
        [.. values.Cast<object>()]);

    /// <summary>Inserts rows as EF Core maps them, without its tracker, in one statement.</summary>
    public async Task InsertAsync<T>(params IReadOnlyList<T> rows)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        var columns = RowColumns.Of(db.Model, typeof(T));
        if (!inserts.TryGetValue((typeof(T), rows.Count), out var command))
        {
            command = columns.Insert(db.Database.GetDbConnection(), rows.Count);
            inserts.Add((typeof(T), rows.Count), command);
        }

        columns.Bind(command, rows);
        await RunPreparedAsync(command);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values.Concat(inserts.Values))
        {
            await command.DisposeAsync();
        }
    }

    private async Task<DbCommand> BindAsync(FormattableString sql)
    {
        var values = sql.GetArguments();
        if (!prepared.TryGetValue(sql.Format, out var command))
        {
            command = db.Database.GetDbConnection().CreateCommand();
            var names = values.Select((_, i) => $"@p{i}").ToArray();
            command.CommandText = string.Format(CultureInfo.InvariantCulture, sql.Format, names);
            foreach (var name in names)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }

            prepared.Add(sql.Format, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            // Enums are stored by name, as everywhere in the database.
            command.Parameters[i].Value = values[i] is Enum word ? word.ToString() : values[i] ?? DBNull.Value;
        }

        await RunPreparedAsync(command);
        return command;
    }

    /// <summary>Joins the batch's transaction; the first time, the database parses and plans the statement.</summary>
    private async Task RunPreparedAsync(DbCommand command)
    {
        var isNew = command.Transaction is null;
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        if (isNew)
        {
            await command.PrepareAsync();
        }
    }
}
