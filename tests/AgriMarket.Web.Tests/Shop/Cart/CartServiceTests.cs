using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Shop.Cart;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.LotCards;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Shop.Cart;

public sealed class CartServiceTests(MarketApp market) : IClassFixture<MarketApp>
{
    private readonly Guid cartId = Guid.NewGuid();

    private CartService Carts => market.Services.GetRequiredService<CartService>();

    [Fact]
    public async Task AddingTwiceMakesOneLineOfBoth()
    {
        var lotId = await market.ListAsync();

        await Carts.AddAsync(cartId, lotId, 1_000);
        var held = await Carts.AddAsync(cartId, lotId, 500);

        Assert.Equal(1_500, held.Value);
        Assert.Equal(1_500, Assert.Single(await Carts.ReadAsync(cartId)).Grams);
    }

    [Fact]
    public async Task TapsAtTheSameTimeAllCount()
    {
        var lotId = await market.ListAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Carts.AddOneAsync(cartId, lotId))));

        Assert.All(answers, answer => Assert.True(answer.IsOk));
        Assert.Equal(4_000, Assert.Single(await Carts.ReadAsync(cartId)).Grams);
    }

    [Fact]
    public async Task MoreThanIsLeftKeepsWhatIsLeftAndSaysSo()
    {
        var lotId = await market.ListAsync(grams: 6_000);

        var answer = await Carts.AddAsync(cartId, lotId, 10_000);

        Assert.Equal("cart.short", Assert.Single(answer.Rejections).Code);
        Assert.Equal(6_000, Assert.Single(await Carts.ReadAsync(cartId)).Grams);
    }

    [Fact]
    public async Task ARefusedChangeLeavesTheLineAsItWas()
    {
        var lotId = await market.ListAsync();
        await Carts.AddAsync(cartId, lotId, 1_000);

        Assert.Equal("cart.none", (await Carts.SetAsync(cartId, lotId, 0)).Rejections[0].Code);
        Assert.Equal("stock.step", (await Carts.SetAsync(cartId, lotId, 1_250)).Rejections[0].Code);
        Assert.Equal(1_000, Assert.Single(await Carts.ReadAsync(cartId)).Grams);
    }

    [Fact]
    public async Task ACartIsFullAtItsBound()
    {
        for (var i = 0; i < Quote.MaxLines; i++)
        {
            Assert.True((await Carts.AddOneAsync(cartId, await market.ListAsync())).IsOk);
        }

        var oneMore = await Carts.AddOneAsync(cartId, await market.ListAsync());

        Assert.Equal("cart.full", Assert.Single(oneMore.Rejections).Code);
        Assert.Equal(Quote.MaxLines, await Carts.CountAsync(cartId));
    }

    [Fact]
    public async Task AStrangerReadsAndClearsNothing()
    {
        var lotId = await market.ListAsync();
        await Carts.AddOneAsync(cartId, lotId);
        var stranger = Guid.NewGuid();

        await Carts.RemoveAsync(stranger, lotId);

        Assert.Empty(await Carts.ReadAsync(stranger));
        Assert.Equal(1, await Carts.CountAsync(cartId));
    }

    [Theory]
    [InlineData(1_000, null)]
    [InlineData(1_500, 500L)]
    [InlineData(500, null)]
    public async Task WhatIsOrderedLeavesTheCartAndWhatIsMoreStays(long held, long? left)
    {
        var (lotId, other) = (await market.ListAsync(), await market.ListAsync());
        await Carts.AddAsync(cartId, lotId, held);
        await Carts.AddAsync(cartId, other, 2_000);

        await Carts.TakeAsync(cartId, [new WantedLine(lotId, 1_000)]);

        var lines = await Carts.ReadAsync(cartId);
        Assert.Equal(left, lines.FirstOrDefault(line => line.Lot.Id == lotId)?.Grams);
        Assert.Equal(2_000, lines.Single(line => line.Lot.Id == other).Grams);
    }

    [Fact]
    public async Task WhatIsPutInWhileAnOrderIsTakenOutIsNotLost()
    {
        var lotId = await market.ListAsync(grams: 100_000);
        await Carts.AddAsync(cartId, lotId, 4_000);

        await Task.WhenAll(
            Task.Run(() => Carts.TakeAsync(cartId, [new WantedLine(lotId, 4_000)]), TestContext.Current.CancellationToken),
            Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Carts.AddOneAsync(cartId, lotId))))
        );

        Assert.Equal(4_000, Assert.Single(await Carts.ReadAsync(cartId)).Grams);
    }

    [Fact]
    public async Task ACartThatJoinsAMembersLeavesNothingBehindAndJoinsOnce()
    {
        var (memberId, both, guest) = (Guid.CreateVersion7(), await market.ListAsync(), await market.ListAsync());
        await Carts.AddAsync(memberId, both, 500);
        await Carts.AddAsync(cartId, both, 2_000);
        await Carts.AddAsync(cartId, guest, 1_000);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Carts.JoinAsync(cartId, memberId))));

        Assert.Equal(
            new Dictionary<Guid, long> { [both] = 2_000, [guest] = 1_000 },
            (await Carts.ReadAsync(memberId)).ToDictionary(line => line.Lot.Id, line => line.Grams)
        );
        Assert.Equal(0, await Carts.CountAsync(cartId));
    }

    [Fact]
    public async Task AnotherBrowserHasAnotherCart()
    {
        var lotId = await market.ListAsync();
        using var one = new PageVisitor(market);
        using var other = new PageVisitor(market);

        await one.SendAsync("/", LotForm.Id, (LotForm.LotField, lotId.ToString()));

        Assert.Contains("class=\"count\"", await one.ReadAsync("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"count\"", await other.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCartsCookieIsHiddenFromScripts()
    {
        var lotId = await market.ListAsync();
        using var visitor = new PageVisitor(market);

        await visitor.SendAsync("/", LotForm.Id, (LotForm.LotField, lotId.ToString()));

        var cookie = Assert.Single(visitor.CookiesSet, cookie => cookie.StartsWith("cart=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }
}
