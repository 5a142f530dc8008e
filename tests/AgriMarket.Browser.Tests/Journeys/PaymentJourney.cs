using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>The test bank declines, or the buyer walks away: nothing is lost and everybody is told where they stand.</summary>
public sealed class PaymentJourney : BrowserTest, IClassFixture<BrowserMarket>
{
    private const long ListedGrams = 50_000;
    private const long OrderedGrams = 5_000;

    private readonly JourneyFixture fixture;
    private MarketPage look = null!,
        buyer = null!;
    private Guid lotId,
        orderId;

    public PaymentJourney(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    private ILocator StockSeen => look.Page.Locator("article.lot live-stock [data-text]");

    /// <summary>An order of 10 斤 out of 100 waits for payment, its buyer is about to pay, and a stranger has the lot's page open.</summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var player = await fixture.JoinAsync("林晓雯");
        lotId = await fixture.ListPotatoesAsync(await fixture.JoinAsync("马兰花", MemberRole.Farmer), ListedGrams);
        orderId = await fixture.OrderAsync(player.Id, lotId, OrderedGrams);
        look = await OpenAsync(View.Desktop);
        await look.GotoAsync($"/lots/{lotId}");
        await Expect(StockSeen).ToHaveTextAsync("剩 90 斤");
        await look.MarkAsync();
        buyer = await OpenAsync(View.Phone, player);
        await buyer.GotoAsync($"/pay/{orderId}");
    }

    [Fact]
    public async Task ADeclinedPaymentSaysSoAndCanBeTriedAgain()
    {
        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "付款（会被银行拒绝）" }).ClickAsync();
        await Expect(buyer.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("银行拒绝了这次付款，没有扣钱。货还为您留着，可以再试一次。");
        await ExpectStockAsync(left: ListedGrams - OrderedGrams, held: OrderedGrams, OrderStatus.AwaitingPayment);

        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "付款（会成功）" }).ClickAsync();
        await Expect(buyer.Page.Locator(".page-head .tag")).ToHaveTextAsync("待发货");
        await ExpectStockAsync(left: ListedGrams - OrderedGrams, held: 0, OrderStatus.Paid);
    }

    [Fact]
    public async Task WhoWalksAwayCanPayLater()
    {
        await WalkAwayAsync();

        await buyer.Page.GetByRole(AriaRole.Link, new() { Name = "去付款" }).ClickAsync();
        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "付款（会成功）" }).ClickAsync();

        await Expect(buyer.Page.Locator(".page-head .tag")).ToHaveTextAsync("待发货");
        await ExpectStockAsync(left: ListedGrams - OrderedGrams, held: 0, OrderStatus.Paid);
    }

    [Fact]
    public async Task WhoWalksAwayCanCancelAndTheStockIsBackOnAnOpenPage()
    {
        await WalkAwayAsync();

        await buyer.Page.Locator(".unpaid").GetByRole(AriaRole.Button, new() { Name = "不要了" }).ClickAsync();
        await buyer.Page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "不要了" }).ClickAsync();

        await Expect(buyer.Page.Locator(".page-head .tag")).ToHaveTextAsync("已取消");
        await Expect(StockSeen).ToHaveTextAsync("剩 100 斤");
        Assert.True(await look.IsStillTheSameAsync(), "The open page was loaded anew.");
        await ExpectStockAsync(left: ListedGrams, held: 0, OrderStatus.Cancelled);
    }

    private async Task WalkAwayAsync()
    {
        await buyer.Page.GetByRole(AriaRole.Link, new() { Name = "先不付，回到订单" }).ClickAsync();
        await Expect(buyer.Page.Locator(".page-head .tag")).ToHaveTextAsync("待付款");
        await buyer.WorksAsync();
        await ExpectStockAsync(left: ListedGrams - OrderedGrams, held: OrderedGrams, OrderStatus.AwaitingPayment);
    }

    private async Task ExpectStockAsync(long left, long held, OrderStatus status)
    {
        var lot = await fixture.ReadAsync(db => db.Set<Lot>().SingleAsync(row => row.Id == lotId));
        Assert.Equal((left, held), (lot.AvailableGrams, lot.HeldGrams));
        Assert.Equal(status, (await fixture.ReadAsync(db => db.Set<Order>().SingleAsync(row => row.Id == orderId))).Status);
    }
}
