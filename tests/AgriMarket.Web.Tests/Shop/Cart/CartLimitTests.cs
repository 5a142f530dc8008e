using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Shop.Cart;

/// <summary>Carts cost rows that nobody signed for.</summary>
[Trait("Database", "sqlite")]
public sealed class CartLimitTests
{
    [Fact]
    public async Task AnAddressThatBeginsCartAfterCartIsRefusedAndLeavesNoMoreRows()
    {
        await using var market = new MarketApp(
            Environments.Production,
            ("Limits:Carts:AddressBurst", "3"),
            ("Limits:Carts:AddressPerMinute", "1")
        );
        var lot = await market.ListAsync();
        var answers = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            using var visitor = new PageVisitor(market);
            answers.Add(await visitor.SendAsync($"/lots/{lot}", "lot", ("Quantity", "1")));
        }

        Assert.Equal(
            [false, false, false, true, true],
            answers.Select(page => page.Contains("一下子加得太快了", StringComparison.Ordinal))
        );
        Assert.Equal(3, await CartsAsync(market));
    }

    [Fact]
    public async Task APersonIsHeldBackWithoutTheOthersAtTheirAddress()
    {
        await using var market = new MarketApp(
            Environments.Production,
            ("Limits:Carts:MemberBurst", "1"),
            ("Limits:Carts:MemberPerMinute", "1")
        );
        var lot = await market.ListAsync();
        using var hasty = new PageVisitor(market);
        using var other = new PageVisitor(market);
        await hasty.SendAsync($"/lots/{lot}", "lot", ("Quantity", "1"));
        await hasty.SendAsync($"/lots/{lot}", "lot", ("Quantity", "1"));

        var refused = await hasty.SendAsync($"/lots/{lot}", "lot", ("Quantity", "1"));
        var taken = await other.SendAsync($"/lots/{lot}", "lot", ("Quantity", "1"));

        Assert.Contains("一下子加得太快了", refused, StringComparison.Ordinal);
        Assert.Contains("已加入", taken, StringComparison.Ordinal);
    }

    /// <summary>The honest twin: 200 people of one address fill their carts at noon.</summary>
    [Fact]
    public async Task AnOfficeAtNoonIsNotHeldBack()
    {
        await using var market = new MarketApp(Environments.Production);
        var lot = await market.ListAsync();

        for (var person = 0; person < 200; person++)
        {
            using var visitor = new PageVisitor(market);
            Assert.Contains("已加入", await visitor.SendAsync($"/lots/{lot}", "lot", ("Quantity", "1")), StringComparison.Ordinal);
        }

        Assert.Equal(200, await CartsAsync(market));
    }

    private static async Task<int> CartsAsync(MarketApp market)
    {
        await using var db = market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContext();
        return await db.Set<CartLine>().Select(line => line.CartId).Distinct().CountAsync(TestContext.Current.CancellationToken);
    }
}
