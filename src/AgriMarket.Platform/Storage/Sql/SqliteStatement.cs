using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AgriMarket.Platform.Storage.Sql;

/// <summary>
/// A statement of the embedded database, run by SQLite's own functions: there the driver's share of a small statement (a reader
/// for each, parameters looked up by name, every value a string of its own) is larger than the database's. What is written is
/// what the driver would have written, and the driver reads it.
/// </summary>
internal sealed class SqliteStatement : PreparedStatement
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string InstantFormat = "yyyy-MM-dd HH:mm:ss.FFFFFFF";

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
            while (Step())
            {
            }

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
        Span<byte> text = stackalloc byte[64];
        for (var i = 0; i < values.Count; i++)
        {
            Check(Bind(i + 1, values[i], text));
        }
    }

    /// <param name="text">Room for the values that are written as a short text.</param>
    private int Bind(int place, object? value, Span<byte> text)
    {
        var length = 0;
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
                return raw.sqlite3_bind_text(statement, place, words);
            case byte[] bytes:
                return raw.sqlite3_bind_blob(statement, place, bytes);
            case Guid id:
                id.TryFormat(text, out length);
                Ascii.ToUpperInPlace(text[..length], out _);
                break;
            case DateTime instant:
                instant.TryFormat(text, out length, InstantFormat, CultureInfo.InvariantCulture);
                break;
            case DateOnly day:
                day.TryFormat(text, out length, DayFormat, CultureInfo.InvariantCulture);
                break;
            default:
                throw new NotSupportedException($"A {value.GetType().Name} is not written by statements.");
        }

        return raw.sqlite3_bind_text(statement, place, text[..length]);
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

        // The bytes of a text are its UTF-8.
        public override Guid GetGuid(int column) => Guid.Parse(raw.sqlite3_column_blob(statement, column));

        public override DateOnly GetDay(int column) => DateOnly.ParseExact(GetString(column), DayFormat, CultureInfo.InvariantCulture);

        public override DateTime GetInstant(int column) =>
            DateTime.ParseExact(GetString(column), InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
    }
}
