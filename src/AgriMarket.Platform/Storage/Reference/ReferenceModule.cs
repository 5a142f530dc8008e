using AgriMarket.Platform.Storage.Database;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgriMarket.Platform.Storage.Reference;

/// <summary>How capabilities register the data they carry; sets are loaded in the order in which they are added.</summary>
public static class ReferenceModule
{
    public static void AddReferenceSet<TSet>(this IServiceCollection services)
        where TSet : class, IReferenceSet
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ReferenceLoader>();
        services.AddSingleton<IReferenceSet, TSet>();
    }

    /// <summary>Makes a <typeparamref name="T"/> available to every service; asking for it before the load is a bug and throws.</summary>
    public static void AddCatalogue<T>(this IServiceCollection services, Func<MarketDb, CancellationToken, Task<T>> read)
        where T : class
    {
        services.AddSingleton(_ => new Catalogue<T>(read));
        services.AddSingleton<ICatalogue>(all => all.GetRequiredService<Catalogue<T>>());
        services.AddSingleton(all => all.GetRequiredService<Catalogue<T>>().Value);
    }

    /// <summary>Loads what has changed and reads the catalogues. Once at start, after the migration.</summary>
    public static Task LoadReferenceAsync(this IServiceProvider services, CancellationToken stop = default) =>
        services.GetRequiredService<ReferenceLoader>().LoadAsync(stop);
}
