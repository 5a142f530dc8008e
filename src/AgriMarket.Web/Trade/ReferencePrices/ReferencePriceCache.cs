using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.ReferencePrices;

/// <summary>The reference prices of now, for quotes, orders, listings and whoever shows prices.</summary>
public sealed class ReferencePriceCache(WholesalePrices wholesale)
{
    /// <summary>How long another process's change may stay unseen; this process's own are seen at once.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);

    private volatile Kept kept = new(null, DateTime.MinValue);

    public ValueTask<ReferencePriceList> GetAsync(MarketDb db, DateTime now)
    {
        var known = kept;
        // A clock that was set back does not keep old prices alive.
        return known.Prices is { } prices && now - known.ReadAt <= GoodFor && now >= known.ReadAt
            ? ValueTask.FromResult(prices)
            : new(ReadAsync(db, known, now));
    }

    /// <summary>Something has been set, or is about to be.</summary>
    internal void Forget() => kept = new(null, DateTime.MinValue);

    private async Task<ReferencePriceList> ReadAsync(MarketDb db, Kept known, DateTime now)
    {
        var standing = await db.StandingReferencesAsync();
        var read = new ReferencePriceList(
            Set(standing, ofCategories: false),
            Set(standing, ofCategories: true),
            (await db.Set<SalesReference>().AsNoTracking().ToListAsync()).Select(sales =>
                KeyValuePair.Create(sales.ProduceCode, sales.FenPerKg)
            ),
            wholesale
        );
        // Unless they have been forgotten meanwhile: then what was read may be old already.
        Interlocked.CompareExchange(ref kept, new Kept(read, now), known);
        return read;
    }

    private static IEnumerable<KeyValuePair<string, long>> Set(IEnumerable<OfficialReference> standing, bool ofCategories) =>
        standing.Where(set => set.IsCategory == ofCategories).Select(set => KeyValuePair.Create(set.Target, set.FenPerKg!.Value));

    private sealed record Kept(ReferencePriceList? Prices, DateTime ReadAt);
}
