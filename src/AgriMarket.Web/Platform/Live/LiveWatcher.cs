using System.Globalization;

namespace AgriMarket.Web.Platform.Live;

/// <summary>One page's or one connection's interest in some topics. Dispose it when the page goes.</summary>
public sealed class LiveWatcher : IDisposable
{
    private readonly Lock gate = new();
    private readonly LiveFeed feed;
    private readonly Func<IReadOnlyList<LiveChange>, Task> deliver;

    // News comes from the feed's own tick, which knows no reader: it is taken in the language of whoever began to watch.
    private readonly CultureInfo culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo uiCulture = CultureInfo.CurrentUICulture;
    private readonly HashSet<string> topics = new(StringComparer.Ordinal);
    private Dictionary<string, LiveChange> news = new(StringComparer.Ordinal);
    private Task delivery = Task.CompletedTask;
    private bool disposed;

    internal LiveWatcher(LiveFeed feed, Func<IReadOnlyList<LiveChange>, Task> deliver)
    {
        this.feed = feed;
        this.deliver = deliver;
    }

    /// <summary>How many topics are watched; callers hold it to their own bound.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return topics.Count;
            }
        }
    }

    public void Add(params IEnumerable<string> more)
    {
        lock (gate)
        {
            foreach (var topic in more)
            {
                if (!disposed && topics.Add(topic))
                {
                    feed.Add(topic, this);
                }
            }
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
        Remove([.. topics]);
        lock (gate)
        {
            disposed = true;
            news.Clear();
        }
    }

    internal void Keep(LiveChange change)
    {
        lock (gate)
        {
            if (!disposed && (!news.TryGetValue(change.Topic, out var known) || known.Version < change.Version))
            {
                news[change.Topic] = change;
            }
        }
    }

    /// <summary>
    /// Starts to deliver what has come in; false while the last batch is still on its way. Only the feed's tick calls this.
    /// </summary>
    /// <param name="onFailure">A page that breaks while taking news must not stop the news of others: it is told here.</param>
    internal bool TryDeliver(Action<Exception> onFailure)
    {
        if (!delivery.IsCompleted)
        {
            return false;
        }

        IReadOnlyList<LiveChange> batch;
        lock (gate)
        {
            batch = [.. news.Values];
            news = new(StringComparer.Ordinal);
        }

        delivery = batch.Count == 0 ? Task.CompletedTask : DeliverAsync(batch, onFailure);
        return true;
    }

    private async Task DeliverAsync(IReadOnlyList<LiveChange> batch, Action<Exception> onFailure)
    {
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
            await deliver(batch);
        }
        catch (Exception failure)
        {
            onFailure(failure);
        }
    }
}
