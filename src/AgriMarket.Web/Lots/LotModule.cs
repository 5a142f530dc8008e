using AgriMarket.Web.Platform.Shell;

namespace AgriMarket.Web.Lots;

internal static class LotModule
{
    public static void AddLots(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LotService>();
        builder.Services.AddHostedService<LotEnding>();
        builder.Services.AddSingleton<LotReads>();
        builder.Services.AddSingleton<ListingDesk>();
        builder.Services.AddSingleton<FarmLotReads>();
        builder.Services.AddRefusals<LotText>("lot", "stock");
        builder.Services.AddRefusals<SellText>("sell");
    }
}
