using System.Diagnostics;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Storage.Reference;

/// <summary>
/// Brings the reference rows of the database to the version this program carries, a set at a time in the order of
/// registration, and reads the catalogues kept in memory. A set whose files have not changed costs one hash.
/// </summary>
internal sealed partial class ReferenceLoader(
    IEnumerable<IReferenceSet> sets,
    IEnumerable<ICatalogue> catalogues,
    IDbContextFactory<MarketDb> contexts,
    TimeProvider clock,
    ILogger<ReferenceLoader> log
)
{
    public async Task LoadAsync(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        foreach (var set in sets)
        {
            await BringUpToDateAsync(db, set, stop);
        }

        foreach (var catalogue in catalogues)
        {
            await catalogue.ReadAsync(db, stop);
        }
    }

    private async Task BringUpToDateAsync(MarketDb db, IReferenceSet set, CancellationToken stop)
    {
        var hash = ReferenceFiles.Hash(set);
        if (await db.Set<ReferenceVersion>().AnyAsync(version => version.Name == set.Name && version.Hash == hash, stop))
        {
            return;
        }

        var started = Stopwatch.GetTimestamp();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var rows = await set.ApplyAsync(db, stop);
        var version = new ReferenceVersion
        {
            Name = set.Name,
            Hash = hash,
            Rows = rows,
            LoadedAt = clock.GetUtcNow().UtcDateTime,
        };
        await db.UpsertAsync([version], stop);
        await transaction.CommitAsync(stop);
        LogLoaded(set.Name, rows, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    [LoggerMessage(LogLevel.Information, "Reference data {Name}: {Rows} rows in {Milliseconds} ms.")]
    private partial void LogLoaded(string name, int rows, long milliseconds);
}
