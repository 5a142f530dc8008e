using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Jobs;

/// <summary>Keeps what fails of one kind of due work.</summary>
internal sealed partial class DueLog(MarketWriter writer, IDbContextFactory<MarketDb> contexts, string kind, ILogger log)
{
    private int written;

    /// <summary>When those of these things that have failed are tried again.</summary>
    public async Task<Dictionary<string, DateTime>> NextTriesAsync(MarketDb db, IReadOnlyCollection<string> keys, CancellationToken stop) =>
        keys.Count == 0
            ? []
            : await db.Set<DueFailure>()
                .Where(row => row.Kind == kind && keys.Contains(row.ItemId))
                .Select(row => new { row.ItemId, row.NextTryAt })
                .ToDictionaryAsync(row => row.ItemId, row => row.NextTryAt, StringComparer.Ordinal, stop);

    /// <summary>
    /// Notes a failure. Only the first of a run is logged with all that is known: a thousand alike say no more than one.
    /// </summary>
    /// <returns>Whether it could be stored.</returns>
    public async Task<bool> FailAsync(string key, string code, string reason, Exception? failure)
    {
        if (Interlocked.Increment(ref written) == 1)
        {
            LogFailed(failure, kind, key, code, reason);
        }

        return await StoreAsync(async scope =>
        {
            var first = new DueFailure
            {
                Kind = kind,
                ItemId = key,
                FirstAt = scope.Now,
            };
            first.Fail(code, reason, scope.Now);
            if (await scope.Db.Set<DueFailure>().FirstOrDefaultAsync(row => row.Kind == kind && row.ItemId == key) is { } before)
            {
                before.Fail(code, reason, scope.Now);
            }
            else
            {
                scope.Db.Add(first);
            }

            await scope.Db.SaveChangesAsync();
        });
    }

    /// <summary>Forgets that a thing failed: it went well, or nothing is to be done any more.</summary>
    public Task<bool> ForgetAsync(string key) =>
        StoreAsync(scope => scope.Db.Set<DueFailure>().Where(row => row.Kind == kind && row.ItemId == key).ExecuteDeleteAsync());

    /// <summary>Forgets what a whole run would have tried and did not meet: it is not due any more.</summary>
    public async Task ForgetUnmetAsync(DateTime now, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        if (await db.Set<DueFailure>().AnyAsync(row => row.Kind == kind && row.NextTryAt <= now, stop))
        {
            await StoreAsync(scope =>
                scope.Db.Set<DueFailure>().Where(row => row.Kind == kind && row.NextTryAt <= now).ExecuteDeleteAsync()
            );
        }
    }

    public void Ended(string code) => LogEnded(kind, code);

    public void Finished(int failed) => LogMany(kind, failed);

    /// <summary>A note that cannot be stored only means that the item is tried in the next run already.</summary>
    private async Task<bool> StoreAsync(Func<WriteScope, Task> note)
    {
        try
        {
            return (
                await writer.RunWhenThereIsRoomAsync<Done>(async scope =>
                {
                    await note(scope);
                    return Done.Instance;
                })
            ).IsOk;
        }
        catch (DbUpdateException failure)
        {
            // Another process has noted the same thing at this moment.
            LogNotStored(failure, kind);
            return true;
        }
    }

    [LoggerMessage(LogLevel.Error, "Due work {Kind} failed for {ItemId} and is tried again later: {Code} {Reason}")]
    private partial void LogFailed(Exception? failure, string kind, string itemId, string code, string reason);

    [LoggerMessage(LogLevel.Error, "Due work {Kind}: {Failed} failed in this run; the administrator's system page lists them.")]
    private partial void LogMany(string kind, int failed);

    [LoggerMessage(LogLevel.Warning, "Due work {Kind} ends this run early: {Code}")]
    private partial void LogEnded(string kind, string code);

    [LoggerMessage(LogLevel.Warning, "A failure of due work {Kind} could not be noted.")]
    private partial void LogNotStored(Exception failure, string kind);
}
