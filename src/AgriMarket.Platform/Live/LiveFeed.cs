using System.Diagnostics;
using System.Threading.Channels;

namespace AgriMarket.Platform.Live;

/// <summary>
/// Carries changes from committed commands to whoever watches its topic: newest wins per subject, delivered in batches. Publishing
/// only puts the change down, however many watch; the tick hands it out. A slow watcher only makes its own batches larger; it
/// never slows the writer or another watcher. Changes that nobody watches are dropped.
/// </summary>
public sealed partial class LiveFeed(ILogger<LiveFeed> log)
{
    /// <summary>
    /// Pages that read the database at once because of updates. When a lot that a thousand pages show changes, the others wait for their
    /// turn instead of taking every connection to the database from buyers.
    /// </summary>
    public const int MostReading = 8;

    private readonly Channel<bool> reading = Channel.CreateBounded<bool>(MostReading);
    private readonly Lock incomingGate = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, LiveTopic> topics = new(StringComparer.Ordinal);
    private readonly LiveVersions told = new();
    private Dictionary<string, LiveUpdate> incoming = new(StringComparer.Ordinal);
    private List<(LiveWatcher Watcher, LiveUpdate Update)> answers = [];

    /// <summary>Watchers with updates. Only the tick touches it.</summary>
    private List<LiveWatcher> due = [];

    /// <summary>Subjects that somebody watches: what nobody watches any more is forgotten.</summary>
    public int TopicCount
    {
        get
        {
            lock (gate)
            {
                return topics.Count;
            }
        }
    }

    /// <summary>Begins to watch. <paramref name="deliver"/> is never called twice at once for one watcher.</summary>
    public LiveWatcher Watch(Func<IReadOnlyList<LiveChange>, Task> deliver, params IEnumerable<string> topics)
    {
        var watcher = new PageWatcher(this, deliver);
        watcher.Add(topics);
        return watcher;
    }

    public void Publish(params IEnumerable<LiveChange> changes) => Publish(Stopwatch.GetTimestamp(), changes);

    /// <param name="committed">The timestamp of the commit that made the changes true.</param>
    /// <param name="changes">In the order in which they became true.</param>
    public void Publish(long committed, IEnumerable<LiveChange> changes)
    {
        lock (incomingGate)
        {
            foreach (var change in changes)
            {
                LiveUpdate.Keep(incoming, new(change, committed));
            }
        }
    }

    /// <summary>Tells one watcher the present state of what it watches, unless it has been told something newer meanwhile.</summary>
    public void Answer(LiveWatcher watcher, IEnumerable<LiveChange> present)
    {
        var now = Stopwatch.GetTimestamp();
        lock (incomingGate)
        {
            answers.AddRange(present.Select(change => (watcher, new LiveUpdate(change, now))));
        }
    }

    /// <summary>When the version that was told last of a subject was committed; null if it was another or long ago.</summary>
    public long? CommitOf(string topic, long version)
    {
        lock (gate)
        {
            return told.CommitOf(topic, version);
        }
    }

    /// <summary>Hands every watcher what has come in since its last batch. Called on each tick, never twice at once.</summary>
    /// <returns>How many had updates.</returns>
    public int DeliverAll()
    {
        HandOut();
        var all = due.Count;
        var busy = new List<LiveWatcher>();
        foreach (var watcher in due)
        {
            if (!TryDeliver(watcher))
            {
                // Still busy with its last batch: what has come in waits for the next tick.
                busy.Add(watcher);
            }
        }

        due = busy;
        return all;
    }

    /// <summary>A watcher that breaks loses its batch; the others' updates do not suffer for it.</summary>
    private bool TryDeliver(LiveWatcher watcher)
    {
        try
        {
            return watcher.TryDeliver(LogDeliveryFailed);
        }
        catch (Exception failure)
        {
            LogDeliveryFailed(failure);
            return true;
        }
    }

    /// <summary>
    /// Runs one of at most <see cref="MostReading"/> readings at a time; the others wait in the order in which they came.
    /// </summary>
    internal async Task ReadInTurnAsync(Func<Task> readAsync)
    {
        await reading.Writer.WriteAsync(true);
        try
        {
            await readAsync();
        }
        finally
        {
            reading.Reader.TryRead(out _);
        }
    }

    internal void Add(string topic, LiveWatcher watcher)
    {
        lock (gate)
        {
            if (!topics.TryGetValue(topic, out var watched))
            {
                topics[topic] = watched = new(topic);
            }

            watched.Watchers.Add(watcher);
        }
    }

    internal void Remove(string topic, LiveWatcher watcher)
    {
        lock (gate)
        {
            if (topics.TryGetValue(topic, out var watched) && watched.Watchers.Remove(watcher) && watched.Watchers.Count == 0)
            {
                topics.Remove(topic);
            }
        }
    }

    private void HandOut()
    {
        Dictionary<string, LiveUpdate> updates;
        List<(LiveWatcher Watcher, LiveUpdate Update)> present;
        lock (incomingGate)
        {
            (updates, incoming) = (incoming, updates = new(StringComparer.Ordinal));
            (present, answers) = (answers, []);
        }

        lock (gate)
        {
            foreach (var next in updates.Values)
            {
                try
                {
                    HandOut(next);
                }
                catch (Exception failure)
                {
                    // A change that cannot even say which topics it belongs to; the others go out.
                    LogDeliveryFailed(failure);
                }
            }

            foreach (var (watcher, next) in present.Where(answer => !told.KnowsNewer(answer.Update.Change)))
            {
                HandTo(watcher, next);
            }
        }
    }

    private void HandOut(LiveUpdate next)
    {
        var (change, isNew) = (next.Change, (bool?)null);
        foreach (var topic in change.Wider.Prepend(change.Topic))
        {
            if (topics.TryGetValue(topic, out var watched) && (isNew ??= told.Tell(next)))
            {
                foreach (var watcher in watched.Watchers)
                {
                    HandTo(watcher, next);
                }
            }
        }
    }

    private void HandTo(LiveWatcher watcher, LiveUpdate next)
    {
        if (watcher.Keep(next))
        {
            due.Add(watcher);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A watcher failed to take its updates.")]
    private partial void LogDeliveryFailed(Exception failure);

    private sealed record LiveTopic(string Name)
    {
        public HashSet<LiveWatcher> Watchers { get; } = [];
    }
}
