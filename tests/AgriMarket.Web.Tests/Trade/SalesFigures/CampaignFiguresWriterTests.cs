using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Trade.SalesFigures;

/// <summary>
/// What a campaign has sold is counted by the commands that pay orders and give them back. Each test ends with the market's own audit.
/// </summary>
public sealed class CampaignFiguresWriterTests(MarketApp market) : IClassFixture<MarketApp>, IAsyncLifetime
{
    private OrderFixture trade = null!;
    private Guid potatoes;
    private Guid others;
    private Guid campaign;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        potatoes = await trade.ListAsync(50_000);
        others = await trade.ListAsync(50_000, trade.Stranger);
        campaign = await market.PublishAsync(trade, potatoes, others);
    }

    public async ValueTask DisposeAsync()
    {
        await using var db = trade.Db();
        await InvariantAssert.AssertHoldAsync(db);
    }

    [Fact]
    public async Task OnlyPaidOrdersCountAndEachOnce()
    {
        await trade.OrderAsync(potatoes, 500);
        var paid = await trade.OrderAsync(potatoes, 1_000);
        Assert.Equal((0, 0, 0), await FiguresAsync());

        Assert.True((await trade.PayAsync(paid)).IsOk);
        await trade.PayAsync(paid);

        Assert.Equal((1_000, 1, 1), await FiguresAsync());
    }

    [Fact]
    public async Task AnOrderOfTwoHouseholdsIsOneOrder()
    {
        await BuyBothAsync();

        Assert.Equal((3_500, 1, 2), await FiguresAsync());
    }

    [Fact]
    public async Task WhatIsGivenBackIsTakenOffAndTheLastGramTakesItsHouseholdAlong()
    {
        var both = await BuyBothAsync();
        Assert.True((await trade.CancelLineAsync(both, potatoes, 500)).IsOk);
        Assert.Equal((3_000, 1, 2), await FiguresAsync());

        Assert.True((await trade.CancelLineAsync(both, potatoes, 1_000)).IsOk);
        Assert.Equal((2_000, 1, 1), await FiguresAsync());

        Assert.True((await trade.CancelLineAsync(both, others, 2_000)).IsOk);
        Assert.Equal((0, 0, 0), await FiguresAsync());
        Assert.Equal(OrderStatus.Refunded, await trade.StatusAsync(both));
    }

    [Fact]
    public async Task AHouseholdThatLeftComesBackWithTheNextOrder()
    {
        var first = await trade.BuyAsync(potatoes, 1_000);
        Assert.True((await trade.CancelLineAsync(first, potatoes, 1_000)).IsOk);

        await trade.BuyAsync(potatoes, 500);
        await trade.BuyAsync(potatoes, 500);

        Assert.Equal((1_000, 2, 1), await FiguresAsync());
    }

    [Fact]
    public async Task MoneyThatCameLateCountsAsWell()
    {
        var late = await trade.OrderAsync(potatoes, 1_500);
        trade.LetTimePass();
        await trade.Orders.ExpireDueAsync(Cancel);

        Assert.True((await trade.PayAsync(late)).IsOk);

        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(late));
        Assert.Equal((1_500, 1, 1), await FiguresAsync());
    }

    [Fact]
    public async Task ARefundOfOtherGoodsChangesNothing()
    {
        var outside = await trade.ListAsync(10_000, trade.Stranger);
        var order = await trade.Orders.PlaceAsync(
            new OrderIntent(Guid.CreateVersion7(), trade.Buyer, [new(potatoes, 500), new(outside, 500)], OrderFixture.Home, null)
        );
        Assert.True((await trade.PayAsync(order.Value)).IsOk);

        Assert.True((await trade.CancelLineAsync(order.Value, outside, 500)).IsOk);

        Assert.Equal((500, 1, 1), await FiguresAsync());
    }

    [Fact]
    public async Task GrantsThatGoBackAreTakenOff()
    {
        await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_000, 100_000);
        var order = await trade.BuyAsync(potatoes, 1_000);
        var granted = (await trade.FiguresAsync(campaign)).GrantedFen;

        Assert.True((await trade.CancelLineAsync(order, potatoes, 500)).IsOk);

        // A tenth of 7.60 yuan, and of half of it.
        Assert.Equal((76, 38), (granted, (await trade.FiguresAsync(campaign)).GrantedFen));
    }

    [Fact]
    public async Task WhatIsRefusedIsNotCounted()
    {
        var order = await trade.BuyAsync(potatoes, 1_000);

        Assert.False((await trade.CancelLineAsync(order, potatoes, 1_500)).IsOk);

        Assert.Equal((1_000, 1, 1), await FiguresAsync());
    }

    private async Task<Guid> BuyBothAsync()
    {
        var placed = await trade.Orders.PlaceAsync(
            new OrderIntent(Guid.CreateVersion7(), trade.Buyer, [new(potatoes, 1_500), new(others, 2_000)], OrderFixture.Home, null)
        );
        Assert.True((await trade.PayAsync(placed.Value)).IsOk);
        return placed.Value;
    }

    /// <summary>As a page reads them, which is as the row says.</summary>
    private async Task<(long Grams, int Orders, int Households)> FiguresAsync()
    {
        var figures = await trade.FiguresAsync(campaign);
        await using var db = trade.Db();
        var row = await db.Set<CampaignTotals>().AsNoTracking().FirstOrDefaultAsync(totals => totals.CampaignId == campaign, Cancel);
        Assert.Equal(
            (row?.SoldGrams ?? 0, row?.Orders ?? 0, row?.Households ?? 0),
            (figures.SoldGrams, (long)figures.Orders, (long)figures.Households)
        );
        return (figures.SoldGrams, figures.Orders, figures.Households);
    }
}
