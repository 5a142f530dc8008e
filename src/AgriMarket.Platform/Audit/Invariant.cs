using System.Runtime.CompilerServices;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Audit;

/// <summary>Something that must be true of every row of a kind.</summary>
/// <param name="Says">What holds, as a sentence for whoever audits the market.</param>
/// <param name="FindAsync">The rows of which it is not true, as the database hands them out: there may be many.</param>
public sealed record Invariant(string Says, Func<MarketDb, CancellationToken, IAsyncEnumerable<Breach>> FindAsync)
{
    /// <summary>An invariant whose breaking rows one query finds.</summary>
    /// <param name="breaking">Only the rows that break it. In terms that every database understands.</param>
    public static Invariant That<TRow>(string says, Func<MarketDb, IQueryable<TRow>> breaking, Func<TRow, Breach> describe) =>
        new(says, (db, stop) => DescribeAsync(breaking(db), describe, stop));

    /// <summary>An invariant that the program's own rules decide, row by row, where a query could only repeat them.</summary>
    /// <param name="rows">All rows that it is about; they are looked at one at a time and not kept.</param>
    /// <param name="judge">Null for a row that is as it should be.</param>
    public static Invariant OfEach<TRow>(string says, Func<MarketDb, IQueryable<TRow>> rows, Func<TRow, Breach?> judge) =>
        new(says, (db, stop) => JudgeAsync(rows(db), judge, stop));

    private static async IAsyncEnumerable<Breach> JudgeAsync<TRow>(
        IQueryable<TRow> rows,
        Func<TRow, Breach?> judge,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(stop))
        {
            if (judge(row) is { } breach)
            {
                yield return breach;
            }
        }
    }

    private static async IAsyncEnumerable<Breach> DescribeAsync<TRow>(
        IQueryable<TRow> breaking,
        Func<TRow, Breach> describe,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        await foreach (var row in breaking.AsAsyncEnumerable().WithCancellation(stop))
        {
            yield return describe(row);
        }
    }
}

/// <summary>A row that breaks an invariant.</summary>
/// <param name="Row">Its kind and key, such as <c>lot 0198…</c>.</param>
public sealed record Breach(string Row, string Found, string Expected)
{
    /// <summary>A breach told by those of the figures that differ.</summary>
    public static Breach Of(string row, params IReadOnlyList<(string What, long Found, long Expected)> figures)
    {
        var wrong = figures.Where(figure => figure.Found != figure.Expected).ToList();
        return new Breach(
            row,
            string.Join(", ", wrong.Select(figure => $"{figure.What} {figure.Found}")),
            string.Join(", ", wrong.Select(figure => $"{figure.What} {figure.Expected}"))
        );
    }

    public override string ToString() => $"{Row}: found {Found}; expected {Expected}.";
}
