using System.Globalization;
using System.Text;
using System.Text.Json;
using AgriMarket.Platform.Storage.Database;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AgriMarket.Platform.Storage.Sql;

/// <summary>
/// A statement of the embedded database, run by SQLite's own functions: there the driver's share of a small statement (a reader
/// for each, parameters looked up by name, every value a string of its own) is larger than the database's. What is written is
/// what EF Core writes by way of the driver, see <see cref="SqliteValues"/>, and each reads what the other wrote.
/// </summary>
internal sealed class SqliteStatement : PreparedStatement
{
    private const string DayFormat = "yyyy-MM-dd";
    private const int IdBytes = 16;

    /// <summary>Most texts have fewer bytes, and need no array of their own on their way to the database.</summary>
    private const int ShortTextBytes = 256;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    public override Task SendAsync(IReadOnlyList<object?> values) => ExecuteAsync(values);

    public override Task<int> ExecuteAsync(IReadOnlyList<object?> values)
    {
        try
        {
            Bind(values);
            while (Step()) { }

            return Task.FromResult(raw.sqlite3_changes(database));
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    public override Task<List<T>> QueryAsync<T>(IReadOnlyList<object?> values, Func<StoredRow, T> read)
    {
        try
        {
            Bind(values);
            var row = new Row(statement);
            var rows = new List<T>();
            while (Step())
            {
                rows.Add(read(row));
            }

            return Task.FromResult(rows);
        }
        finally
        {
            // Says again what the failed step said, which has been thrown by now.
            _ = raw.sqlite3_reset(statement);
        }
    }

    public override void Dispose() => statement.Dispose();

    /// <returns>True when there is a row to read.</returns>
    private bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        SqliteException.ThrowExceptionForRC(code, database);
        return false;
    }

    private void Bind(IReadOnlyList<object?> values)
    {
        Span<byte> room = stackalloc byte[ShortTextBytes];
        for (var i = 0; i < values.Count; i++)
        {
            Check(Bind(i + 1, values[i], room));
        }
    }

    /// <param name="room">For the bytes of an id, a day or a short text.</param>
    private int Bind(int place, object? value, Span<byte> room)
    {
        switch (value)
        {
            case null:
                return raw.sqlite3_bind_null(statement, place);
            case long number:
                return raw.sqlite3_bind_int64(statement, place, number);
            case int number:
                return raw.sqlite3_bind_int64(statement, place, number);
            case bool yes:
                return raw.sqlite3_bind_int64(statement, place, yes ? 1 : 0);
            case double number:
                return raw.sqlite3_bind_double(statement, place, number);
            case string words:
                return Encoding.UTF8.TryGetBytes(words, room, out var bytesOfWords)
                    ? raw.sqlite3_bind_text(statement, place, room[..bytesOfWords])
                    : raw.sqlite3_bind_text(statement, place, words);
            case byte[] bytes:
                return raw.sqlite3_bind_blob(statement, place, bytes);
            case Guid id:
                id.TryWriteBytes(room, bigEndian: true, out _);
                return raw.sqlite3_bind_blob(statement, place, room[..IdBytes]);
            case DateTime instant:
                return raw.sqlite3_bind_int64(statement, place, UtcInstant.Checked(instant).Ticks);
            case DateOnly day:
                day.TryFormat(room, out var length, DayFormat, CultureInfo.InvariantCulture);
                return raw.sqlite3_bind_text(statement, place, room[..length]);
            default:
                throw new NotSupportedException($"A {value.GetType().Name} is not written by statements.");
        }
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }
    }

    private sealed class Row(sqlite3_stmt statement) : StoredRow
    {
        public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

        public override long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

        public override string GetString(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

        public override IReadOnlyList<long> GetInt64s(int column) => JsonSerializer.Deserialize<long[]>(GetString(column))!;

        public override Guid GetGuid(int column) => new(raw.sqlite3_column_blob(statement, column), bigEndian: true);

        public override DateOnly GetDay(int column) => DateOnly.ParseExact(GetString(column), DayFormat, CultureInfo.InvariantCulture);

        public override DateTime GetInstant(int column) => new(GetInt64(column), DateTimeKind.Utc);
    }
}
