using AgriMarket.Platform.Api;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.People.OwnData;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shop.Addresses;
using AgriMarket.Web.Shop.Cart;
using AgriMarket.Web.Shop.Destinations;
using AgriMarket.Web.Shop.HelpSell;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.OrderRecords;

namespace AgriMarket.Web.Shop;

/// <summary>What residents do.</summary>
internal static class ShopModule
{
    public static void AddShop(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HelpSellReads>();
        builder.Services.AddSingleton<CartService>();
        builder.Services.AddScoped<CartCounter>();
        builder.Services.AddScoped<VisitorCart>();
        builder.Services.AddSingleton<IPersonalData, CartPersonalData>();
        builder.Services.AddSingleton<MemberDestinations>();
        builder.Services.AddScoped<VisitorDestination>();
        builder.Services.AddLimit(VisitorCart.Limit, VisitorCart.Defaults);
        builder.Services.AddHostedService<OldCartJob>();
        builder.Services.AddDueWork<CartText>(OldCartJob.Name);
        builder.Services.AddSingleton<PaidForAddress>(ShopAddresses.Order);
        builder.Services.AddNavItem<LotText>(
            new(NavPlaces.TopBar | NavPlaces.BottomBar, 10, "Nav.Shop", ShopAddresses.Shop) { Picture = "shop", IsExact = true }
        );
        builder.Services.AddNavItem<LotText>(new(NavPlaces.TopBar, 20, "Nav.HelpSell", ShopAddresses.HelpSell) { Picture = "help-sell" });
        builder.Services.AddNavItem<LotText>(
            new(NavPlaces.BottomBar, 20, "Nav.HelpSell", ShopAddresses.HelpSell) { Picture = "help-sell", HiddenFrom = Policies.Worker }
        );
        builder.Services.AddNavItem<CampaignText>(
            new(NavPlaces.TopBar | NavPlaces.BottomBar, 30, "Nav.Campaigns", ShopAddresses.Campaigns) { Picture = "campaign" }
        );
        builder.Services.AddNavItem<CartText>(
            new(NavPlaces.TopBar | NavPlaces.BottomBar, 40, "Nav.Cart", ShopAddresses.Cart) { Picture = "cart", Badge = typeof(CartCount) }
        );
        builder.Services.AddNavItem<OrderText>(new(NavPlaces.Me, 10, "Me.Orders", ShopAddresses.Orders) { Picture = "list" });
        builder.Services.AddNavItem<CartText>(new(NavPlaces.Me, 30, "Me.Cart", ShopAddresses.Cart) { Picture = "cart" });
        builder.Services.AddRefusals<CartText>("cart");
        builder.Services.AddSingleton<CountCart>(services =>
        {
            var carts = services.GetRequiredService<CartService>();
            return context => VisitorCart.Of(context) is { } cartId ? carts.CountAsync(cartId) : Task.FromResult(0);
        });
    }
}
