using AgriMarket.Platform.Api;
using AgriMarket.Web.Farm.Listing;
using AgriMarket.Web.Farm.Money;
using AgriMarket.Web.Farm.MyLots;

namespace AgriMarket.Web.Farm;

/// <summary>What farmers do.</summary>
internal static class FarmModule
{
    public static void AddFarm(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ListingDefaults>();
        builder.Services.AddSingleton<FarmLotReads>();
        builder.Services.AddSingleton<FarmMoneyReads>();
        builder.Services.AddSingleton<StatementReads>();
        builder.Services.AddScoped<StatementFormatter>();
        builder.Services.AddScoped<StatementFile>();
        builder.Services.AddRefusals<SellText>("sell");
    }
}
