using System.Globalization;
using CsvHelper;

namespace AgriMarket.Platform.Storage.Reference;

/// <summary>
/// One row of a comma-separated reference file. A value that cannot be read stops the load with a sentence that says where.
/// </summary>
public sealed class ReferenceRow
{
    private static readonly CsvReaderOptions Format = CsvReaderOptions.Default with { Separator = ',', TrackLineNumbers = true };

    private readonly string file;
    private readonly long line;
    private readonly Dictionary<string, int> columns;
    private readonly string[] fields;

    private ReferenceRow(string file, long line, Dictionary<string, int> columns, string[] fields)
    {
        (this.file, this.line, this.columns, this.fields) = (file, line, columns, fields);
        if (fields.Length != columns.Count)
        {
            throw new InvalidDataException($"{file}, line {line}: {fields.Length} fields where the header has {columns.Count}.");
        }
    }

    /// <summary>The rows of an embedded file.</summary>
    public static IEnumerable<ReferenceRow> ReadAll(string resource)
    {
        using var text = new StreamReader(ReferenceFiles.Open(resource));
        foreach (var row in ReadAll(text, resource))
        {
            yield return row;
        }
    }

    /// <param name="text">A header line, then a row on each line.</param>
    /// <param name="file">What to call it when something is wrong.</param>
    public static IEnumerable<ReferenceRow> ReadAll(TextReader text, string file)
    {
        using var csv = CsvReader.Create(text, Format, leaveOpen: true);
        var columns = csv.Headers.Select((name, i) => (name, i)).ToDictionary(column => column.name, column => column.i);
        while (csv.Read())
        {
            var fields = new string[csv.FieldCount];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = csv.GetString(i);
            }

            yield return new ReferenceRow(file, csv.LineNumber, columns, fields);
        }
    }

    /// <summary>A value that must be there.</summary>
    public string Text(string column) => Optional(column) ?? throw Wrong(column, "is blank");

    /// <summary>Null when blank.</summary>
    public string? Optional(string column)
    {
        var field = fields[columns.TryGetValue(column, out var i) ? i : throw Wrong(column, "is missing")];
        return field.Length == 0 ? null : field;
    }

    public int Whole(string column) => OptionalWhole(column) ?? throw Wrong(column, "is blank");

    public int? OptionalWhole(string column) =>
        Optional(column) switch
        {
            null => null,
            { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) => value,
            { } text => throw Wrong(column, $"holds {text}, which is no whole number"),
        };

    /// <summary>A decimal as an exact whole number of its <paramref name="parts"/>: 3.88 with 100 is 388. Never rounded.</summary>
    public long Scaled(string column, int parts)
    {
        var text = Text(column);
        return
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && decimal.IsInteger(value * parts)
            ? (long)(value * parts)
            : throw Wrong(column, $"holds {text}, which is no whole number of 1/{parts}");
    }

    /// <summary>Degrees of longitude or latitude; null when blank.</summary>
    public double? OptionalDegrees(string column) =>
        Optional(column) switch
        {
            null => null,
            { } text
                when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= 180 =>
                value,
            { } text => throw Wrong(column, $"holds {text}, which is no angle in degrees"),
        };

    public DateOnly Day(string column) =>
        DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Wrong(column, $"holds {Text(column)}, which is no day such as 2020-07-01");

    /// <summary>One of the words a file uses for something.</summary>
    public T OneOf<T>(string column, IReadOnlyDictionary<string, T> words) =>
        words.TryGetValue(Text(column), out var value)
            ? value
            : throw Wrong(column, $"holds {Text(column)}, which is none of {string.Join(", ", words.Keys)}");

    /// <summary>The exception for a value that its reader cannot accept.</summary>
    public InvalidDataException Wrong(string column, string problem) => new($"{file}, line {line}: {column} {problem}.");
}
