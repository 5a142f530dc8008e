using System.Collections.Concurrent;

namespace AgriMarket.Web.Platform.Live;

/// <summary>
/// Carries news from committed commands to whoever watches its topic: newest wins per topic, delivered in batches. A slow
/// watcher only makes its own batches larger; it never slows the writer or another watcher. News nobody watches is dropped.
/// </summary>
public sealed partial class LiveFeed(ILogger<LiveFeed> log)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<LiveWatcher, bool>> watchers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<LiveWatcher, bool> withNews = new();

    /// <summary>Begins to watch. <paramref name="deliver"/> is never called twice at once for one watcher.</summary>
    public LiveWatcher Watch(Func<IReadOnlyList<LiveChange>, Task> deliver, params IEnumerable<string> topics)
    {
        var watcher = new LiveWatcher(this, deliver);
        watcher.Add(topics);
        return watcher;
    }

    public void Publish(params IEnumerable<LiveChange> changes)
    {
        foreach (var change in changes)
        {
            if (!watchers.TryGetValue(change.Topic, out var interested))
            {
                continue;
            }

            foreach (var (watcher, _) in interested)
            {
                watcher.Keep(change);
                withNews[watcher] = true;
            }
        }
    }

    /// <summary>Hands every watcher what has come in since its last batch. Called on each tick.</summary>
    internal void DeliverAll()
    {
        foreach (var (watcher, _) in withNews)
        {
            withNews.TryRemove(watcher, out _);
            if (!watcher.TryDeliver(LogDeliveryFailed))
            {
                // Still busy with its last batch: what has come in waits for the next tick.
                withNews[watcher] = true;
            }
        }
    }

    /// <summary>Subjects that somebody watches: what nobody watches any more is forgotten.</summary>
    internal int TopicCount => watchers.Count;

    internal void Add(string topic, LiveWatcher watcher)
    {
        lock (watchers)
        {
            watchers.GetOrAdd(topic, _ => new())[watcher] = true;
        }
    }

    internal void Remove(string topic, LiveWatcher watcher)
    {
        lock (watchers)
        {
            if (watchers.TryGetValue(topic, out var interested) && interested.TryRemove(watcher, out _) && interested.IsEmpty)
            {
                watchers.TryRemove(topic, out _);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "A watcher failed to take its news.")]
    private partial void LogDeliveryFailed(Exception failure);
}
