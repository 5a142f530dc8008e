namespace AgriMarket.Platform.Storage.Writer;

/// <summary>What a writer keeps in memory between its commands, one object of a kind. Only its commands use it, one at a time.</summary>
public sealed class WriterCache
{
    private readonly Dictionary<Type, object> kept = [];

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
