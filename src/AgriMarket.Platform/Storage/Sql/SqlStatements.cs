using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using AgriMarket.Platform.Storage.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AgriMarket.Platform.Storage.Sql;

/// <summary>
/// Prepared statements on a writer's connection, for the commands that are run thousands of times a second: there EF Core's
/// tracker, and the parsing of the same SQL over and over, cost more than the database. The SQL is what both databases
/// understand. Used by one command at a time, inside the batch's transaction.
/// </summary>
public sealed class SqlStatements(MarketDb db) : IDisposable
{
    /// <summary>A power of two.</summary>
    private const int MostRowsAtOnce = 64;

    private static readonly ConcurrentDictionary<(string Sql, int Count), string> Lists = [];

    private readonly DbConnection connection = db.Database.GetDbConnection();
    private readonly DriverBatch? batch = db.Database.IsSqlite()
        ? null
        : new(db.Database.GetDbConnection(), () => db.Database.CurrentTransaction!.GetDbTransaction());
    private readonly DbCommand maker = db.Database.GetDbConnection().CreateCommand();
    private readonly Dictionary<string, PreparedStatement> prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<(Type Row, int Count, RowWrite Write), PreparedStatement> inserts = [];

    /// <summary>Where the count of statements that were run can be listened to.</summary>
    public const string Meter = "AgriMarket.Storage";

    /// <summary>The name of that count.</summary>
    public const string RunCounter = "agrimarket.storage.statements";

    private static readonly Counter<long> Run = new Meter(Meter).CreateCounter<long>(
        RunCounter,
        "{statement}",
        "Prepared statements that writers have run."
    );

    /// <summary>Runs a statement whose interpolated values are sent as parameters.</summary>
    /// <returns>How many rows it changed.</returns>
    public Task<int> ExecuteAsync(FormattableString sql) => Find(sql).ExecuteAsync(Values(sql));

    /// <summary>As <see cref="ExecuteAsync"/>, but a server may get it only together with the next statement.</summary>
    public Task SendStatementAsync(FormattableString sql) => Find(sql).SendAsync(Values(sql));

    /// <summary>The rows that a query or a <c>RETURNING</c> answers with.</summary>
    public Task<List<T>> QueryAsync<T>(FormattableString sql, Func<StoredRow, T> read) => Find(sql).QueryAsync(Values(sql), read);

    /// <summary>
    /// What each of several statements answers with, in their order; none of them waits for another's answer, so that a server gets
    /// them in one journey.
    /// </summary>
    public async Task<List<List<T>>> QueryEachAsync<T>(IReadOnlyList<FormattableString> statements, Func<StoredRow, T> read)
    {
        if (batch is not null)
        {
            foreach (var sql in statements)
            {
                await Find(sql).SendAsync(Values(sql));
            }

            return await batch.RunAsync(reader => DriverStatement.ReadAsync(reader, statements.Count, read));
        }

        var answers = new List<List<T>>(statements.Count);
        foreach (var sql in statements)
        {
            answers.Add(await QueryAsync(sql, read));
        }

        return answers;
    }

    /// <summary>A statement whose <c>{0}</c> stands for a list of values: <c>id IN ({0})</c>.</summary>
    public static FormattableString ForEach<T>(string sql, IReadOnlyCollection<T> values) =>
        FormattableStringFactory.Create(
            Lists.GetOrAdd(
                (sql, values.Count),
                static list =>
                    list.Sql.Replace(
                        "{0}",
                        string.Join(", ", Enumerable.Range(0, list.Count).Select(i => $"{{{i}}}")),
                        StringComparison.Ordinal
                    )
            ),
            [.. values.Cast<object>()]
        );

    /// <summary>Inserts rows as EF Core maps them, without its tracker, in one statement.</summary>
    public async Task InsertAsync<T>(params IReadOnlyList<T> rows)
        where T : class
    {
        if (rows.Count > 0)
        {
            var (statement, values) = Find(rows, RowWrite.Insert);
            await statement.ExecuteAsync(values);
        }
    }

    /// <summary>
    /// As <see cref="InsertAsync"/>, but a server may get the rows only together with the next statement, and with the command's
    /// end at the latest: for rows that nothing in this command reads.
    /// </summary>
    public async Task SendAsync<T>(params IReadOnlyList<T> rows)
        where T : class
    {
        if (rows.Count > 0)
        {
            var (statement, values) = Find(rows, RowWrite.Insert);
            await statement.SendAsync(values);
        }
    }

    /// <summary>
    /// As <see cref="SendAsync"/>, for the many rows of a batch: in parts whose sizes are powers of two, so that few kinds of
    /// statement are prepared.
    /// </summary>
    public async Task SendManyAsync<T>(IReadOnlyList<T> rows)
        where T : class
    {
        var sent = 0;
        while (sent < rows.Count)
        {
            var size = Math.Min(MostRowsAtOnce, 1 << BitOperations.Log2((uint)(rows.Count - sent)));
            var part = new T[size];
            for (var i = 0; i < size; i++)
            {
                part[i] = rows[sent + i];
            }

            await SendAsync(part);
            sent += size;
        }
    }

    /// <summary>Waits for what was sent: its command has ended.</summary>
    public Task FlushAsync() => batch?.FlushAsync() ?? Task.CompletedTask;

    /// <summary>Forgets what was sent and has not gone yet: its command is taken back.</summary>
    internal void Forget() => batch?.Forget();

    /// <summary>As <see cref="InsertAsync"/>, but passes over rows whose key is in the database already.</summary>
    /// <returns>The keys, each of one column, of those that were not.</returns>
    public async Task<List<Guid>> InsertNewAsync<T>(params IReadOnlyList<T> rows)
        where T : class
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var (statement, values) = Find(rows, RowWrite.InsertNew);
        return await statement.QueryAsync(values, row => row.GetGuid(0));
    }

    /// <summary>Inserts a row or, where its key is known, updates it.</summary>
    public async Task UpsertAsync<T>(T row)
        where T : class
    {
        var (statement, values) = Find([row], RowWrite.Upsert);
        await statement.ExecuteAsync(values);
    }

    public void Dispose()
    {
        foreach (var statement in prepared.Values.Concat(inserts.Values))
        {
            statement.Dispose();
        }

        maker.Dispose();
        batch?.Dispose();
    }

    private (PreparedStatement Statement, object?[] Values) Find<T>(IReadOnlyList<T> rows, RowWrite write)
        where T : class
    {
        Run.Add(1);
        var columns = RowColumns.Of(db.Model, typeof(T));
        if (!inserts.TryGetValue((typeof(T), rows.Count, write), out var statement))
        {
            var sql = columns.Sql(write, rows.Count);
            statement = Prepare(sql, () => columns.Parameters(maker, rows.Count));
            inserts.Add((typeof(T), rows.Count, write), statement);
        }

        return (statement, columns.Values(rows));
    }

    private PreparedStatement Find(FormattableString sql)
    {
        Run.Add(1);
        if (!prepared.TryGetValue(sql.Format, out var statement))
        {
            string[] names = [.. Enumerable.Range(0, sql.ArgumentCount).Select(i => $"${i + 1}")];
            var text = string.Format(CultureInfo.InvariantCulture, sql.Format, names);
            statement = Prepare(text, () => Array.ConvertAll(names, _ => maker.CreateParameter()));
            prepared.Add(sql.Format, statement);
        }

        return statement;
    }

    private PreparedStatement Prepare(string sql, Func<DbParameter[]> parameters) =>
        connection is SqliteConnection sqlite ? new SqliteStatement(sqlite, sql) : new DriverStatement(batch!, sql, parameters);

    private static object?[] Values(FormattableString sql)
    {
        var values = sql.GetArguments();
        for (var i = 0; i < values.Length; i++)
        {
            // Enums are stored by name, as everywhere in the database.
            if (values[i] is Enum word)
            {
                values[i] = word.ToString();
            }
        }

        return values;
    }
}
