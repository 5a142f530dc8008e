using AgriMarket.Web.Shop.Cart;
using AgriMarket.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Shop.Cart;

/// <summary>Carts that nobody comes back to.</summary>
public sealed class OldCartTests
{
    [Fact]
    public async Task ACartIsRemovedWholeOnceNothingNewWasPutInForLongAndOthersStay()
    {
        await using var market = new MarketApp();
        // The market's own sweep would take what this one is to find.
        await market.Services.GetServices<IHostedService>().OfType<OldCartJob>().Single().StopAsync(TestContext.Current.CancellationToken);
        var carts = market.Services.GetRequiredService<CartService>();
        var (lot, later) = (await market.ListAsync(), await market.ListAsync());
        var (old, visited, fresh) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await carts.AddAsync(old, lot, 500);
        await carts.AddAsync(old, later, 500);
        await carts.AddAsync(visited, lot, 500);
        market.Clock.Advance(TimeSpan.FromDays(5));
        await carts.AddAsync(visited, later, 500);
        await carts.AddAsync(fresh, later, 500);

        market.Clock.Advance(TimeSpan.FromDays(CartService.OldAfterDays - 5));
        Assert.Equal(0, await carts.RemoveOldAsync(TestContext.Current.CancellationToken));

        market.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await carts.RemoveOldAsync(TestContext.Current.CancellationToken));

        Assert.Equal((0, 2, 1), (await carts.CountAsync(old), await carts.CountAsync(visited), await carts.CountAsync(fresh)));
    }

    [Fact]
    public void NoCartGoesThatABrowserStillKnows() => Assert.True(CartService.OldAfterDays > CartCookie.KeptDays);
}
