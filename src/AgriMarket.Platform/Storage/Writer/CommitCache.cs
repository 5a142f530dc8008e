using System.Collections.Concurrent;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>
/// What was read since this process last committed, kept for whoever asks the same before it commits again: what thousands of
/// visitors look at is read once, also when they all ask at the same time. Never older than the last
/// commit of this process, and at most a second where another process on the same database may have written.
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
        while (true)
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
                known = null;
            }

            // Only one of those who ask at the same time puts its reading here, and the others find it.
            var reading = new Reading(commits, now, readAsync);
            if (known is null ? kept.TryAdd(key, reading) : kept.TryUpdate(key, reading, known))
            {
                return reading.Value;
            }
        }
    }

    private sealed class Reading(long commits, DateTimeOffset at, Func<Task<TValue>> readAsync)
    {
        // Begun elsewhere, since the embedded database's driver answers before it lets go of whoever asks.
        private readonly Lazy<Task<TValue>> value = new(() => Task.Run(readAsync));

        public Task<TValue> Value => value.Value;

        // A clock that was set back does not keep old readings alive, and what failed is tried again.
        public bool IsGood(long present, DateTimeOffset now) =>
            commits >= present && (now - at).Duration() <= GoodFor && !(value.IsValueCreated && (Value.IsFaulted || Value.IsCanceled));
    }
}
