using System.Collections.Concurrent;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Jobs;

/// <summary>What came of one run of due work.</summary>
/// <param name="Done">Things that were dealt with.</param>
/// <param name="Failed">Things that failed, and are tried again later.</param>
/// <param name="EndedEarly">The database or the other side is away, so the rest was left for the next run.</param>
public sealed record DueRound(int Done, int Failed, bool EndedEarly);

/// <summary>Failed due work, for those who run the market.</summary>
/// <param name="Total">How many there are; the list may be shorter.</param>
public sealed record DueTrouble(IReadOnlyList<DueFailure> Failures, int Total, IReadOnlyList<DueStop> Stops);

/// <summary>
/// Does the work that comes due, of every kind in the same way: a page at a time by keyset, a command for each thing, a few side by
/// side. What fails is noted with the time of its next try, left out until then, and shown to administrators; the rest goes on. Once
/// the database or the other side is away the run ends, and nothing is counted as an item's failure. Runs at the same time, here
/// or in other processes, do no harm: each thing's own command finds out whether it is still due.
/// </summary>
public sealed class DueWork(
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    IEnumerable<DueKindName> names,
    TimeProvider clock,
    ILogger<DueWork> log
)
{
    /// <summary>Failures that are listed at once.</summary>
    public const int MostListed = 100;

    private readonly Dictionary<string, DueKindName> known = names.ToDictionary(name => name.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DueProgress> memories = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JobSignal> signals = new(StringComparer.Ordinal);

    /// <summary>Every kind that a module has handed in.</summary>
    public IReadOnlyCollection<DueKindName> Kinds => known.Values;

    /// <summary>Does what is due of one kind now, and not what becomes due meanwhile. Throws when the kind was never handed in.</summary>
    public async Task<DueRound> RunAsync<T>(DueKind<T> kind, CancellationToken stop = default)
        where T : class
    {
        if (!known.ContainsKey(kind.Name))
        {
            throw new InvalidOperationException($"No module has handed in the due work \"{kind.Name}\".");
        }

        var memory = memories.GetOrAdd(kind.Name, name => new(name));
        return await new DueRun<T>(
            kind,
            memory,
            new DueLog(writer, contexts, kind.Name, log),
            contexts,
            clock.GetUtcNow().UtcDateTime
        ).RunAsync(stop);
    }

    /// <summary>What starts the job of these kinds when a person has something tried again.</summary>
    /// <param name="signal">One that the job waits for already; null makes one.</param>
    public JobSignal SignalOf(JobSignal? signal, params IEnumerable<string> kinds)
    {
        var shared = signal ?? new JobSignal();
        foreach (var kind in kinds)
        {
            signals[kind] = shared;
        }

        return shared;
    }

    /// <summary>What fails, the longest first, and what stands still.</summary>
    public async Task<DueTrouble> TroubleAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        var failures = await db.Set<DueFailure>()
            .AsNoTracking()
            .OrderBy(row => row.FirstAt)
            .ThenBy(row => row.Kind)
            .ThenBy(row => row.ItemId)
            .Take(MostListed)
            .ToListAsync();
        var total = failures.Count < MostListed ? failures.Count : await db.Set<DueFailure>().CountAsync();
        return new(
            failures,
            total,
            [
                .. memories
                    .Values.Select(memory => memory.Stop)
                    .OfType<DueStop>()
                    .OrderBy(stop => stop.Since)
                    .ThenBy(stop => stop.Kind, StringComparer.Ordinal),
            ]
        );
    }

    /// <summary>Something that may have failed is to be tried no later than now, as a part of a command that makes it due again.</summary>
    public static Task NoLaterAsync(WriteScope scope, string kind, string itemId) =>
        scope
            .Db.Set<DueFailure>()
            .Where(row => row.Kind == kind && row.ItemId == itemId && row.NextTryAt > scope.Now)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.NextTryAt, scope.Now));

    /// <summary>
    /// Has something that failed tried again now, as an administrator asks. Rejects with <c>due.unknown</c> when it fails no more.
    /// </summary>
    public Task<Result<Done>> TryAgainAsync(string kind, string itemId) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await scope.Db.Set<DueFailure>().FirstOrDefaultAsync(row => row.Kind == kind && row.ItemId == itemId) is not { } failure)
            {
                return new Rejection("due.unknown");
            }

            failure.TryAgain(scope.Now);
            await scope.Db.SaveChangesAsync();
            if (signals.TryGetValue(kind, out var signal))
            {
                scope.OnDurable(signal.Raise);
            }

            return Done.Instance;
        });
}
