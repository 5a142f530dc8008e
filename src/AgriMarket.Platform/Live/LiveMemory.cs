using System.Diagnostics;

namespace AgriMarket.Platform.Live;

/// <summary>
/// The last versions told of each subject in the last half minute or more: no watcher is ever told an older one after them,
/// though updates and answers read from the database may overtake each other.
/// </summary>
internal sealed class LiveVersions
{
    private static readonly TimeSpan Generation = TimeSpan.FromSeconds(30);

    private Dictionary<string, (long Version, long Committed)> present = new(StringComparer.Ordinal);
    private Dictionary<string, (long Version, long Committed)> past = new(StringComparer.Ordinal);
    private long began = Stopwatch.GetTimestamp();

    /// <summary>Notes that this is being told; false when something newer was.</summary>
    public bool Tell(LiveUpdate update)
    {
        // Signals say only that something changed: each of them counts, also if the clock went back that numbers them.
        if (update.Change is not PublicChange)
        {
            return true;
        }

        if (KnowsNewer(update.Change))
        {
            return false;
        }

        if (Stopwatch.GetElapsedTime(began) > Generation)
        {
            (past, present, began) = (present, new(StringComparer.Ordinal), Stopwatch.GetTimestamp());
        }

        present[update.Change.Topic] = (update.Change.Version, update.Since);
        return true;
    }

    public bool KnowsNewer(LiveChange change) => Find(change.Topic) is { } known && known.Version > change.Version;

    public long? CommitOf(string topic, long version) => Find(topic) is { } known && known.Version == version ? known.Committed : null;

    private (long Version, long Committed)? Find(string topic) =>
        present.TryGetValue(topic, out var known) || past.TryGetValue(topic, out known) ? known : null;
}
