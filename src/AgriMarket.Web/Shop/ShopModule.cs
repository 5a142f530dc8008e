using AgriMarket.Platform.Api;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shop.Cart;

namespace AgriMarket.Web.Shop;

/// <summary>What residents do.</summary>
internal static class ShopModule
{
    public static void AddShop(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CartService>();
        builder.Services.AddScoped<CartCounter>();
        builder.Services.AddSingleton(new ShellPart(ShellSlot.Cart, typeof(CartCount)));
        builder.Services.AddRefusals<CartText>("cart");
        builder.Services.AddSingleton<CountCart>(services =>
        {
            var carts = services.GetRequiredService<CartService>();
            return context => CartCookie.Read(context) is { } cartId ? carts.CountAsync(cartId) : Task.FromResult(0);
        });
    }
}
