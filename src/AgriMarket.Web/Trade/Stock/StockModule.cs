using AgriMarket.Domain.Members;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Security;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Stock;

internal static class StockModule
{
    /// <summary>The hub of live stock, for browsers and outside programs.</summary>
    public static void MapStockHub(this WebApplication app) => app.MapHub<StockHub>("/hubs/stock");

    public static void AddStock(this WebApplicationBuilder builder)
    {
        builder.Services.AddLiveHub<StockHub>();
        builder.Services.AddPermission(StockHub.WholeMarket, MemberRole.Official, MemberRole.Administrator);
        builder.Services.AddSingleton<IInvariants, StockInvariants>();
        builder.Services.AddSingleton(services => new LiveSource(
            LiveKind.Lot,
            async ids =>
            {
                await using var db = await services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync();
                return await db.PresentStockAsync(ids);
            }
        ));
    }
}
