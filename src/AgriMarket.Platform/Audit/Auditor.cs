using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using AgriMarket.Platform.Storage.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AgriMarket.Platform.Audit;

/// <summary>A row that breaks an invariant, and which.</summary>
internal sealed record Finding(string Area, Invariant Invariant, Breach Breach)
{
    public override string ToString() => $"{Area}: {Breach} {Invariant.Says}";
}

/// <summary>
/// Holds every invariant of every capability against the rows of a database. It reads one moment of it, so that a market that
/// goes on trading meanwhile looks no different from one at rest.
/// </summary>
internal sealed class Auditor(IEnumerable<IInvariants> areas)
{
    /// <summary>Rows named for one invariant at the most; of further ones the report says how many.</summary>
    public const int MostNamed = 100;

    /// <summary>Every breach there is.</summary>
    public async IAsyncEnumerable<Finding> FindAsync(MarketDb db, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var moment = await OneMomentAsync(db, stop);
        foreach (var area in areas)
        {
            foreach (var invariant in area.All)
            {
                await foreach (var breach in invariant.FindAsync(db, stop))
                {
                    yield return new Finding(area.Name, invariant, breach);
                }
            }
        }
    }

    /// <summary>Writes what was looked at and what was found.</summary>
    /// <returns>How many breaches there are.</returns>
    public async Task<long> ReportAsync(MarketDb db, TextWriter output, CancellationToken stop)
    {
        await using var moment = await OneMomentAsync(db, stop);
        long rows = 0,
            breaches = 0;
        var rules = 0;
        foreach (var area in areas)
        {
            var counts = new List<string>();
            foreach (var kind in area.Rows)
            {
                var count = await kind.CountAsync(db, stop);
                rows += count;
                counts.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {kind.Name}"));
            }

            await output.WriteLineAsync(counts.Count == 0 ? area.Name : $"{area.Name}: {string.Join(", ", counts)}");
            foreach (var invariant in area.All)
            {
                rules++;
                breaches += await ReportAsync(invariant, db, output, stop);
            }
        }

        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rows:N0} rows and {rules} rules checked: {(breaches == 0 ? "all hold" : $"{breaches:N0} breaches")}."
            )
        );
        return breaches;
    }

    private static async Task<long> ReportAsync(Invariant invariant, MarketDb db, TextWriter output, CancellationToken stop)
    {
        long count = 0;
        await foreach (var breach in invariant.FindAsync(db, stop))
        {
            if (count++ == 0)
            {
                await output.WriteLineAsync($"  BROKEN  {invariant.Says}");
            }

            if (count <= MostNamed)
            {
                await output.WriteLineAsync($"          {breach}");
            }
        }

        await output.WriteLineAsync(
            count switch
            {
                0 => $"  ok      {invariant.Says}",
                <= MostNamed => $"          {count} in all.",
                _ => string.Create(CultureInfo.InvariantCulture, $"          {count:N0} in all, of which the first {MostNamed} are named."),
            }
        );
        return count;
    }

    /// <summary>A transaction that sees one moment of the database; the caller's own when there is one.</summary>
    private static async Task<IAsyncDisposable?> OneMomentAsync(MarketDb db, CancellationToken stop)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return null;
        }

        await db.Database.OpenConnectionAsync(stop);
        // SQLite's usual transaction asks to write, which a reader must not, and would keep the market waiting.
        DbTransaction moment = db.Database.GetDbConnection() is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await db.Database.GetDbConnection().BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        return await db.Database.UseTransactionAsync(moment, stop);
    }
}
