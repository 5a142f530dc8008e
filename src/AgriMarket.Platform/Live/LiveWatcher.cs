namespace AgriMarket.Platform.Live;

/// <summary>One page's or one connection's interest in some topics. Dispose it when the page goes.</summary>
public abstract class LiveWatcher : IDisposable
{
    private readonly Lock gate = new();
    private readonly LiveFeed feed;
    private readonly HashSet<string> topics = new(StringComparer.Ordinal);
    private volatile bool disposed;

    // Only the feed's tick touches what follows.
    private Dictionary<string, LiveUpdate> updates = new(StringComparer.Ordinal);
    private Dictionary<string, LiveUpdate> batch = new(StringComparer.Ordinal);
    private Task delivery = Task.CompletedTask;
    private bool isDue;

    private protected LiveWatcher(LiveFeed feed) => this.feed = feed;

    public void Add(params IEnumerable<string> more) => TryAdd(more, int.MaxValue);

    /// <summary>Watches these topics too; false, and nothing is added, when that would be more than the bound.</summary>
    public bool TryAdd(IEnumerable<string> more, int most)
    {
        lock (gate)
        {
            var fresh = more.Where(topic => !topics.Contains(topic)).Distinct().ToList();
            if (topics.Count + fresh.Count > most)
            {
                return false;
            }

            foreach (var topic in disposed ? [] : fresh)
            {
                topics.Add(topic);
                feed.Add(topic, this);
            }

            return true;
        }
    }

    public void Remove(params IEnumerable<string> fewer)
    {
        lock (gate)
        {
            foreach (var topic in fewer)
            {
                if (topics.Remove(topic))
                {
                    feed.Remove(topic, this);
                }
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
        }

        Remove([.. topics]);
        GC.SuppressFinalize(this);
    }

    /// <summary>Keeps an update for the next batch. Only the feed's tick calls this.</summary>
    /// <returns>Whether the watcher had none and is due now.</returns>
    internal bool Keep(LiveUpdate next)
    {
        LiveUpdate.Keep(updates, next);
        return !isDue && (isDue = true);
    }

    /// <summary>
    /// Starts to deliver what has come in; false while the last batch is still on its way. Only the feed's tick calls this.
    /// </summary>
    /// <param name="onFailure">A page that fails while taking updates must not stop those of others: its exception comes here.</param>
    internal bool TryDeliver(Action<Exception> onFailure)
    {
        if (!delivery.IsCompleted && !disposed)
        {
            return false;
        }

        isDue = false;
        if (disposed)
        {
            updates.Clear();
            return true;
        }

        batch.Clear();
        (updates, batch) = (batch, updates);
        delivery = DeliverAsync(batch.Values, onFailure);
        return true;
    }

    /// <summary>Delivers a batch. The collection is this watcher's own and lives until the task ends.</summary>
    private protected abstract Task DeliverAsync(IReadOnlyCollection<LiveUpdate> batch, Action<Exception> onFailure);
}
