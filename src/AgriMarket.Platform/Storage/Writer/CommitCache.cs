using System.Collections.Concurrent;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>
/// What was read since this process last committed, kept for whoever asks the same before it commits again: what thousands of
/// visitors look at is read once. Never older than the last commit of this process, and at most a second where another
/// process on the same database may have written.
/// </summary>
public sealed class CommitCache<TKey, TValue>(MarketWriter writer, TimeProvider clock)
    where TKey : notnull
{
    /// <summary>Different questions kept at once; beyond them all are forgotten, since a commit would soon do the same.</summary>
    internal const int Most = 256;

    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TKey, Reading> kept = new();

    public Task<TValue> GetAsync(TKey key, Func<Task<TValue>> readAsync)
    {
        // Counted before reading: what is committed meanwhile makes the reading an old one.
        var (commits, now) = (writer.Commits, clock.GetUtcNow());
        if (kept.TryGetValue(key, out var known) && known.IsGood(commits, now))
        {
            return known.Value;
        }

        if (kept.Count >= Most)
        {
            kept.Clear();
        }

        var reading = new Reading(commits, now, readAsync());
        kept[key] = reading;
        return reading.Value;
    }

    private sealed record Reading(long Commits, DateTimeOffset At, Task<TValue> Value)
    {
        // A clock that was set back does not keep old readings alive, and what failed is tried again.
        public bool IsGood(long commits, DateTimeOffset now) =>
            Commits == commits && now >= At && now - At <= GoodFor && !Value.IsFaulted && !Value.IsCanceled;
    }
}
