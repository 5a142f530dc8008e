using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Outages;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Jobs;

/// <summary>One run of one kind of due work.</summary>
/// <param name="now">What is due is what was due at this instant.</param>
internal sealed class DueRun<T>(DueKind<T> kind, DueProgress memory, DueLog log, IDbContextFactory<MarketDb> contexts, DateTime now)
    where T : class
{
    /// <summary>What the writer says of itself, whatever the work is.</summary>
    private const string Busy = "market.busy";

    private readonly IReadOnlyList<string> last = memory.Last;
    private readonly Dictionary<string, T> kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> failedBefore = new(StringComparer.Ordinal);
    private int done;
    private int failed;
    private int waiting;
    private int answered;
    private volatile bool isLastTurn;
    private volatile bool isOver;

    public async Task<DueRound> RunAsync(CancellationToken stop)
    {
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = kind.SideBySide, CancellationToken = stop };
        await Parallel.ForEachAsync(DueAsync(stop), sideBySide, async (item, _) => await TryAsync(item, stop));
        isLastTurn = true;
        foreach (var key in last.Where(kept.ContainsKey))
        {
            if (!isOver)
            {
                await TryAsync(kept[key], stop);
            }
        }

        if (failed > 1)
        {
            log.Finished(failed);
        }

        if (!isOver)
        {
            memory.GoOn();
            if (kind.IsWhole && waiting == 0)
            {
                await log.ForgetUnmetAsync(now, stop);
            }
        }

        return new(done, failed, isOver);
    }

    /// <summary>What is due and may be tried, but for what comes last.</summary>
    private async IAsyncEnumerable<T> DueAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var putLast = last.ToHashSet(StringComparer.Ordinal);
        var page = new List<T>();
        do
        {
            Dictionary<string, DateTime> nextTries;
            await using (var db = await contexts.CreateDbContextAsync(stop))
            {
                page = await kind.Read(db, now, page.LastOrDefault(), kind.PageSize, stop);
                nextTries = await log.NextTriesAsync(db, [.. page.Select(kind.Key)], stop);
            }

            foreach (var item in page.Where(item => kind.IsDue(item, now)))
            {
                var key = kind.Key(item);
                var hasFailed = nextTries.TryGetValue(key, out var nextTryAt);
                if (isOver)
                {
                    yield break;
                }

                if (hasFailed && nextTryAt > now)
                {
                    continue;
                }

                if (hasFailed)
                {
                    failedBefore[key] = true;
                }

                if (putLast.Contains(key))
                {
                    kept[key] = item;
                    continue;
                }

                yield return item;
            }
        } while (page.Count >= kind.PageSize && !isOver);
    }

    private async Task TryAsync(T item, CancellationToken stop)
    {
        var key = kind.Key(item);
        try
        {
            await JudgeAsync(key, await kind.Do(item, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception thrown) when (thrown.IsOutage())
        {
            await AwayAsync(key, StorageOutage.Unavailable, FailureText.Of(thrown), thrown);
        }
        catch (Exception thrown)
        {
            // The one place that goes on whatever was thrown: a thing that cannot be dealt with must not hold up another.
            await FailAsync(key, FailureText.CodeOf(thrown), FailureText.Of(thrown), thrown);
        }
    }

    private async Task JudgeAsync(string key, Result<Done> answer)
    {
        var why = answer.IsOk ? null : answer.Rejections[0];
        if (why is not null && (why.Code is StorageOutage.Unavailable or StorageOutage.OutcomeUnknown || kind.Away.Contains(why.Code)))
        {
            await AwayAsync(key, why.Code, FailureText.Of(why), null);
            return;
        }

        if (why is not null && (why.Code == Busy || kind.Waits.Contains(why.Code)))
        {
            Interlocked.Increment(ref waiting);
            return;
        }

        Interlocked.Increment(ref answered);
        memory.Forget(key);
        if (why is not null && !kind.Past.Contains(why.Code))
        {
            await FailAsync(key, why.Code, FailureText.Of(why), null);
            return;
        }

        if (why is null)
        {
            Interlocked.Increment(ref done);
        }

        if (failedBefore.ContainsKey(key))
        {
            await log.ForgetAsync(key);
        }
    }

    /// <summary>
    /// Nobody is there to answer: the run ends at the first sign of it, and the item comes last the next time. Only if others
    /// have their answers then, and it alone has not, is it the thing's own failure.
    /// </summary>
    private async Task AwayAsync(string key, string code, string reason, Exception? thrown)
    {
        if (isLastTurn && Interlocked.Exchange(ref answered, 0) > 0)
        {
            await FailAsync(key, code, reason, thrown);
            return;
        }

        memory.PutLast(key, code, now);
        isOver = true;
        log.Ended(code);
    }

    private async Task FailAsync(string key, string code, string reason, Exception? thrown)
    {
        memory.Forget(key);
        Interlocked.Increment(ref failed);
        if (!await log.FailAsync(key, code, reason, thrown))
        {
            isOver = true;
            log.Ended(StorageOutage.Unavailable);
        }
    }
}
