using System.Security.Claims;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Limits;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Shop.Cart;
using AgriMarket.Web.Shop.Checkout;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.Orders;
using AgriMarket.Web.Trade.Stock;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Shop.Checkout;

/// <summary>An open checkout over the real market, with a feed of its own that the tests tick, and a count of its quotes.</summary>
public sealed class CheckoutPageTests : BunitContext, IClassFixture<MarketApp>
{
    /// <summary>Only how long a test waits before it gives up on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MarketApp market;
    private readonly BunitAuthorizationContext signedIn;
    private readonly LiveFeed feed = new(NullLogger<LiveFeed>.Instance);
    private readonly CountedContexts contexts;

    public CheckoutPageTests(MarketApp market)
    {
        this.market = market;
        contexts = new(market.Services.GetRequiredService<IDbContextFactory<MarketDb>>());
        // Before MudBlazor's, which would be the system's clock.
        Services.AddSingleton<TimeProvider>(market.Clock);
        Services.AddMudServices();
        Services.AddLocalization();
        Services.AddSingleton(feed);
        Services.AddSingleton(ActivatorUtilities.CreateInstance<OrderService>(market.Services, contexts));
        signedIn = AddAuthorization();
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    private CartService Carts => market.Services.GetRequiredService<CartService>();

    [Fact]
    public async Task AChangeOfAnotherLotOrOneThatChangesNothingForThisCartMakesNoQuoteAndAChangedPriceMakesOne()
    {
        var (trade, lotId, page) = await OpenAsync("520381");
        var before = contexts.Count;

        // Another buyer takes some of it, and there is enough left for this one; and another lot is sold out.
        await trade.OrderAsync(lotId, 1_000);
        await NotifyAsync(lotId);
        await NotifyAsync(await SoldOutAsync(trade));
        Assert.Equal(before, contexts.Count);

        Assert.True((await trade.Lots.LowerPriceAsync(lotId, trade.Farmer, 300)).IsOk);
        await NotifyAsync(lotId);

        Until(page, () => Assert.Contains("¥6.00", page.Find(".till").TextContent, StringComparison.Ordinal));
        Assert.Equal(before + 1, contexts.Count);
    }

    [Fact]
    public async Task WhatIsMissingIsQuotedOnceAndSoIsWhatComesBack()
    {
        var (trade, lotId, page) = await OpenAsync("520382");
        var before = contexts.Count;

        var orderId = await trade.OrderAsync(lotId, 9_500);
        await NotifyAsync(lotId);
        Until(page, () => Assert.NotEmpty(page.FindAll(".problems li, .problems p")));
        Assert.Equal(before + 1, contexts.Count);

        Assert.True((await trade.Orders.CancelAsync(orderId, trade.Buyer)).IsOk);
        await NotifyAsync(lotId);
        Until(page, () => Assert.Empty(page.FindAll(".problems li, .problems p")));
        Assert.Equal(before + 2, contexts.Count);
    }

    [Fact]
    public async Task TheOnlyLotIsNamedWhenSomebodyElseTookAllOfIt()
    {
        var (trade, lotId, page) = await OpenAsync("520329");

        await trade.OrderAsync(lotId, 10_000);
        await NotifyAsync(lotId);

        Until(page, () => Assert.Contains("这些现在买不到", page.Markup, StringComparison.Ordinal));
        Assert.Equal("produce/potato.webp", page.Find("section.card .goods img").GetAttribute("src"));
    }

    [Fact]
    public async Task WhatWasOrderedInAnotherTabIsNotOrderedTwice()
    {
        var (trade, lotId, page) = await OpenAsync("520326");
        await Carts.RemoveAsync(trade.Buyer, lotId);
        var before = await OrdersAsync(trade.Buyer);

        await page.Find(".till button.primary").ClickAsync(new());

        Until(page, () => Assert.Empty(page.FindAll(".till")));
        Assert.Equal(before, await OrdersAsync(trade.Buyer));
    }

    /// <summary>An order from an open checkout emptied the cart of what had been put in on another device since.</summary>
    [Fact]
    public async Task WhatWasPutInWhileTheCheckoutWasOpenStaysInTheCart()
    {
        var (trade, lotId, page) = await OpenAsync("520327");
        var other = await trade.ListAsync(2_000);
        await Carts.AddAsync(trade.Buyer, lotId, 1_500);
        await Carts.AddAsync(trade.Buyer, other, 500);
        var before = await OrdersAsync(trade.Buyer);

        await page.Find(".till button.primary").ClickAsync(new());

        Assert.Equal(before + 1, await OrdersAsync(trade.Buyer));
        Assert.Equal(
            new Dictionary<Guid, long> { [lotId] = 1_500, [other] = 500 },
            (await Carts.ReadAsync(trade.Buyer)).ToDictionary(item => item.Lot.Id, item => item.Grams)
        );
        Assert.Equal(9_000, (await trade.LotAsync(lotId)).AvailableGrams);
    }

    /// <summary>Whoever pressed the button just before the circuit was lost, and presses it again, has ordered once.</summary>
    [Fact]
    public async Task AnOrderOfALostCircuitIsTheSameOrder()
    {
        var (trade, lotId, page) = await OpenAsync("520328");
        var kept = page.Find("input[data-kept=order]").GetAttribute("data-value")!;
        await page.Find(".till button.primary").ClickAsync(new());
        var before = await OrdersAsync(trade.Buyer);
        // The answer never came, and the cart is as it was.
        await Carts.AddAsync(trade.Buyer, lotId, 1_000);
        await DisposeComponentsAsync();
        var again = Render<CheckoutPage>(it => it.Add(of => of.HttpContext, new DefaultHttpContext()));
        again.WaitForElement("input[data-kept=order]").Change(kept);

        await again.Find(".till button.primary").ClickAsync(new());

        Assert.Equal(before, await OrdersAsync(trade.Buyer));
        Assert.Empty(await Carts.ReadAsync(trade.Buyer));
    }

    [Fact]
    public async Task WhoOrdersTooFastIsToldSoAndOrdersNothing()
    {
        var (trade, _, page) = await OpenAsync("520325");
        var before = await OrdersAsync(trade.Buyer);
        var limits = market.Services.GetRequiredService<CallLimits>();
        while (limits.Allows(new Caller(OrderLimits.Orders, trade.Buyer.ToString(), null))) { }

        await page.Find(".till button.primary").ClickAsync(new());

        Until(page, () => Assert.Contains("一下子下单太快了", page.Markup, StringComparison.Ordinal));
        Assert.Equal(before, await OrdersAsync(trade.Buyer));
    }

    [Fact]
    public async Task AnApprovedFundMakesOneQuote()
    {
        var (trade, _, page) = await OpenAsync("520324");
        var before = contexts.Count;
        var announced = new TaskCompletionSource<IReadOnlyList<LiveChange>>();
        using var watcher = market
            .Services.GetRequiredService<LiveFeed>()
            .Watch(
                changes =>
                {
                    announced.TrySetResult(changes);
                    return Task.CompletedTask;
                },
                FundTopics.Grants
            );

        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 10_000);
        feed.Publish(await announced.Task.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken));
        feed.DeliverAll();

        Until(page, () => Assert.NotEmpty(page.FindAll(".till .notice.amber")));
        Assert.Equal(before + 1, contexts.Count);
    }

    [Fact]
    public async Task AQuoteIsMadeAnewWhenItsTimeIsOver()
    {
        await OpenAsync("520325");
        var renewed = contexts.Next;

        market.Clock.Advance(CheckoutPage.QuoteGoodFor - TimeSpan.FromSeconds(1));
        Assert.False(renewed.IsCompleted);
        market.Clock.Advance(TimeSpan.FromSeconds(1));
        // Not by what the page shows: the sums are the same.
        await renewed.WaitAsync(Patience, Xunit.TestContext.Current.CancellationToken);
    }

    /// <summary>The page of a buyer with 1,000 g of a lot of 10,000 g at 3.80 yuan the 斤 in the cart, quoted for an address.</summary>
    private async Task<(OrderFixture Trade, Guid LotId, IRenderedComponent<CheckoutPage> Page)> OpenAsync(string county)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        var lotId = await trade.ListAsync(10_000);
        Assert.True((await Carts.AddAsync(trade.Buyer, lotId, 1_000)).IsOk);

        // The address of the last order is remembered.
        await trade.OrderAsync(await trade.ListAsync(1_000), 1_000);
        signedIn.SetAuthorized("buyer").SetClaims(new Claim(ClaimTypes.NameIdentifier, trade.Buyer.ToString()));
        var page = Render<CheckoutPage>(it => it.Add(of => of.HttpContext, new DefaultHttpContext()));
        // It reads a second time once it follows the lots, and then shows it.
        page.WaitForAssertion(
            () =>
            {
                Assert.Equal((2, false), (contexts.Count, page.Instance.IsReading));
                Assert.Contains("¥7.60", page.Find(".till").TextContent, StringComparison.Ordinal);
            },
            Patience
        );
        return (trade, lotId, page);
    }

    /// <summary>What was still busy with a tick gets what came meanwhile with the next.</summary>
    private void Until(IRenderedComponent<CheckoutPage> page, Action assertion) =>
        page.WaitForAssertion(
            () =>
            {
                feed.DeliverAll();
                assertion();
            },
            Patience
        );

    private async Task<int> OrdersAsync(Guid buyerId)
    {
        await using var db = OrderFixture.Db(market);
        return await db.Set<Order>().CountAsync(order => order.BuyerId == buyerId, Xunit.TestContext.Current.CancellationToken);
    }

    private static async Task<Guid> SoldOutAsync(OrderFixture trade)
    {
        var lotId = await trade.ListAsync(1_000);
        await trade.OrderAsync(lotId, 1_000);
        return lotId;
    }

    /// <summary>What the market would tell of a lot as it is now, in a tick of its own.</summary>
    private async Task NotifyAsync(Guid lotId)
    {
        await using var db = OrderFixture.Db(market);
        feed.Publish(
            StockChange.Of(
                await db.Set<Lot>().AsNoTracking().SingleAsync(lot => lot.Id == lotId, Xunit.TestContext.Current.CancellationToken)
            )
        );
        feed.DeliverAll();
    }

    /// <summary>The order service opens a database of its own for each quote, and for nothing else.</summary>
    private sealed class CountedContexts(IDbContextFactory<MarketDb> contexts) : IDbContextFactory<MarketDb>
    {
        private int count;
        private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Count => count;

        /// <summary>Done with the next quote.</summary>
        public Task Next => next.Task;

        public MarketDb CreateDbContext() => throw new NotSupportedException("A quote opens its own without blocking.");

        public Task<MarketDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref count);
            Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
            return contexts.CreateDbContextAsync(cancellationToken);
        }
    }
}
