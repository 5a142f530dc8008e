using AgriMarket.Platform.Api;
using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.Farm.Listing;
using AgriMarket.Web.Farm.Money;
using AgriMarket.Web.Farm.MyLots;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Shell.Layout;

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
        builder.Services.AddNavItem<FarmText>(
            new(NavPlaces.TopBar | NavPlaces.BottomBar, 50, "Nav.Farm", FarmAddresses.Farm) { Policy = Policies.Seller, Picture = "leaf" }
        );
        builder.Services.AddNavItem<FarmText>(
            new(NavPlaces.Me, 40, "Me.Farm", FarmAddresses.Farm) { Policy = Policies.Seller, Picture = "leaf" }
        );
        builder.Services.AddStartPage(new(20, Policies.Seller, FarmAddresses.Farm));
        builder.Services.AddRefusals<SellText>("sell");
    }
}
