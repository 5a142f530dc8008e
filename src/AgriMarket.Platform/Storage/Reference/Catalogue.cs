using AgriMarket.Platform.Storage.Database;

namespace AgriMarket.Platform.Storage.Reference;

/// <summary>Something read from the database once at start and kept in memory.</summary>
internal interface ICatalogue
{
    Task ReadAsync(MarketDb db, CancellationToken stop);
}

/// <summary>Holds a catalogue from the moment it has been read, so that services can simply ask for a <typeparamref name="T"/>.</summary>
internal sealed class Catalogue<T>(Func<MarketDb, CancellationToken, Task<T>> read) : ICatalogue
    where T : class
{
    private T? value;

    public T Value =>
        value
        ?? throw new InvalidOperationException($"{typeof(T).Name} was asked for before LoadReferenceAsync had read it from the database.");

    public async Task ReadAsync(MarketDb db, CancellationToken stop) => value = await read(db, stop);
}
