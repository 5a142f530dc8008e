using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Web.Money.Schemes;

/// <summary>What a batch adds to one count: in all, and of the latest day among its uses.</summary>
internal readonly record struct OwnerUsageChange(Guid SchemeId, string Key, long Fen, DateOnly Day, long DayFen, OwnerCap Cap)
{
    private const int Columns = 7;

    private static readonly ConcurrentDictionary<int, string> Statements = [];

    /// <summary>Nothing of it is less than nothing.</summary>
    public bool IsAdded => Fen >= 0 && DayFen >= 0;

    public FormattableString Update() =>
        $"""
            UPDATE owner_usage SET used_fen = used_fen + {Fen},
                day_fen = CASE WHEN {Day} = day THEN day_fen + {DayFen} WHEN {Day} > day THEN {DayFen} ELSE day_fen END,
                day = CASE WHEN {Day} > day THEN {Day} ELSE day END
            WHERE scheme_id = {SchemeId} AND key = {Key}
            """;

    private void Write(Span<object?> values) =>
        (values[0], values[1], values[2], values[3], values[4], values[5], values[6]) = (
            SchemeId,
            Key,
            Fen,
            Cap.LimitFen ?? long.MaxValue,
            Day,
            DayFen,
            Cap.DayLimitFen ?? long.MaxValue
        );

    /// <summary>Adds rows to their counts. An order of an earlier day than the count's changes nothing of that day.</summary>
    public static FormattableString Insert(ReadOnlySpan<OwnerUsageChange> rows)
    {
        var values = new object?[rows.Length * Columns];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i].Write(values.AsSpan(i * Columns, Columns));
        }

        return FormattableStringFactory.Create(Statements.GetOrAdd(rows.Length, Text), values!);
    }

    private static string Text(int rows)
    {
        var lines = Enumerable
            .Range(0, rows)
            .Select(row => $"({string.Join(", ", Enumerable.Range(row * Columns, Columns).Select(place => $"{{{place}}}"))})");
        return $"""
            INSERT INTO owner_usage (scheme_id, key, used_fen, limit_fen, day, day_fen, day_limit_fen) VALUES {string.Join(", ", lines)}
            ON CONFLICT (scheme_id, key) DO UPDATE SET used_fen = owner_usage.used_fen + excluded.used_fen,
                day_fen = CASE WHEN excluded.day = owner_usage.day THEN owner_usage.day_fen + excluded.day_fen
                    WHEN excluded.day > owner_usage.day THEN excluded.day_fen ELSE owner_usage.day_fen END,
                day = CASE WHEN excluded.day > owner_usage.day THEN excluded.day ELSE owner_usage.day END
            """;
    }
}
