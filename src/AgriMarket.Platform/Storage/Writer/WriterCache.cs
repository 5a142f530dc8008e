namespace AgriMarket.Platform.Storage.Writer;

/// <summary>What a writer keeps in memory between its commands, one object of a kind. Only its commands use it, one at a time.</summary>
public sealed class WriterCache
{
    private readonly Dictionary<Type, object> kept = [];

    /// <summary>
    /// Grows with each batch and each command that may have changed anything: what was read under the same number only this
    /// writer's deferred changes can have made old, apart from what other processes take.
    /// </summary>
    public long Reading { get; private set; }

    internal IEnumerable<object> All => kept.Values;

    /// <summary>Whatever is kept of the database is to be looked at again before it is relied on.</summary>
    public void ReadAnew() => Reading++;

    internal void Clear() => kept.Clear();

    public T Get<T>()
        where T : class, new()
    {
        if (!kept.TryGetValue(typeof(T), out var known))
        {
            kept.Add(typeof(T), known = new T());
        }

        return (T)known;
    }
}
