namespace AgriMarket.Platform.Jobs;

/// <summary>Due work that stands still because the other side is away.</summary>
/// <param name="Code">What was said of it last.</param>
/// <param name="Since">UTC: the first of the runs that had to end early.</param>
public sealed record DueStop(string Kind, string Code, DateTime Since);

/// <summary>
/// What this process remembers of one kind's runs: whether they stand still, and at which items. Whoever met nobody on the other
/// side comes last the next time, so that a thing that alone is answered by nobody never keeps the others from their turn.
/// </summary>
internal sealed class DueProgress(string kind)
{
    /// <summary>
    /// Things put last at once. More than any outage of a day leaves behind at a run every 15 seconds; the oldest is forgotten
    /// first.
    /// </summary>
    public const int MostLast = 10_000;

    private readonly Lock gate = new();
    private readonly LinkedList<string> order = [];
    private readonly Dictionary<string, LinkedListNode<string>> last = [];

    public DueStop? Stop { get; private set; }

    /// <summary>What has been put last, the longest ago first.</summary>
    public IReadOnlyList<string> Last
    {
        get
        {
            lock (gate)
            {
                return [.. order];
            }
        }
    }

    /// <summary>A thing met nobody on the other side.</summary>
    public void PutLast(string key, string code, DateTime now)
    {
        lock (gate)
        {
            Stop = new(kind, code, Stop?.Since ?? now);
            Remove(key);
            last[key] = order.AddLast(key);
            if (order.Count > MostLast)
            {
                Remove(order.First!.Value);
            }
        }
    }

    /// <summary>There is an answer about a thing.</summary>
    public void Forget(string key)
    {
        lock (gate)
        {
            Remove(key);
        }
    }

    /// <summary>A run came to its end.</summary>
    public void GoOn()
    {
        lock (gate)
        {
            Stop = null;
            order.Clear();
            last.Clear();
        }
    }

    private void Remove(string key)
    {
        if (last.Remove(key, out var node))
        {
            order.Remove(node);
        }
    }
}
