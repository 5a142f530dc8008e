using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Stock;

/// <summary>Reads of present stock.</summary>
internal static class StockQueries
{
    /// <summary>The present stock of those lots that exist; a lot off sale has none.</summary>
    public static async Task<IReadOnlyList<PublicChange>> PresentStockAsync(this MarketDb db, IReadOnlyCollection<Guid> lotIds) =>
        (await db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Contains(lot.Id)).ToListAsync()).ConvertAll<PublicChange>(StockChange.Of);
}
