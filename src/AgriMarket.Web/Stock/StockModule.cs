using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Stock;

internal static class StockModule
{
    public static void AddStock(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LotChoice>();
        builder.Services.AddSingleton<IInvariants, StockInvariants>();
        builder.Services.AddSingleton(services => new LiveSource(LiveKind.Lot, async ids =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync();
            return await db.PresentStockAsync(ids);
        }));
    }
}
