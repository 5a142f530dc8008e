using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Money.Payments;
using AgriMarket.Web.Money.Payments.Worker;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.Orders;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>
/// Money beyond a payment: what was paid twice goes back, a farmer is paid for what has arrived, and the operator sees both.
/// </summary>
public sealed class PayoutJourney : BrowserTest, IClassFixture<BrowserMarket>
{
    private readonly JourneyFixture stage;

    public PayoutJourney(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => stage = new JourneyFixture(market);

    [Fact]
    public async Task WhatIsPaidTwiceGoesBackAndTheFarmerIsPaidForWhatHasArrived()
    {
        var (person, grower, operatorOfIt) = (
            await stage.JoinAsync("林晓雯"),
            await stage.JoinAsync("马兰花", MemberRole.Farmer),
            await stage.JoinAdministratorAsync()
        );
        var lotId = await stage.ListPotatoesAsync(grower, 50_000);
        var orderId = await stage.OrderAsync(person.Id, lotId, 5_000);

        var buyer = await OpenAsync(View.Phone, person);
        await buyer.GotoAsync($"/pay/{orderId}");
        await buyer.Page.Locator("details > summary").ClickAsync();
        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "付了两次" }).ClickAsync();
        await Expect(buyer.Page.Locator(".page-head .tag")).ToHaveTextAsync("待发货");
        await Expect(buyer.Page.Locator("main")).ToContainTextAsync("已原路退回");

        await ReceiveAsync(orderId, person, grower);
        var farmer = await OpenAsync(View.Phone, grower);
        await farmer.GotoAsync("/farm/money");
        await farmer.Page.GetByRole(AriaRole.Button, new() { Name = "设置收款账户" }).ClickAsync();
        await Expect(farmer.Page.Locator("main")).ToContainTextAsync("收款账户已经设好");
        await stage.Get<PaymentWorker>().RunAsync(TestContext.Current.CancellationToken);
        await farmer.GotoAsync("/farm/money");
        await Expect(farmer.Page.Locator("main .price").First).ToHaveTextAsync("¥0.00");

        var desk = await OpenAsync(View.Desktop, operatorOfIt);
        await desk.GotoAsync("/desk/payments?show=Payout");
        await Expect(desk.Page.Locator(".errands")).ToContainTextAsync("¥18.00");
        await Expect(desk.Page.Locator(".errands .tag").First).ToHaveTextAsync("已付");
        await desk.GotoAsync("/desk/payments?show=Refund");
        await Expect(desk.Page.Locator(".errands .tag").First).ToHaveTextAsync("已退");
    }

    private async Task ReceiveAsync(Guid orderId, Player buyer, Player farmer)
    {
        var orders = stage.Get<OrderService>();
        var parcel = (await stage.Get<OrderReads>().FindAsync(orderId, buyer.Id))!.Order.Parcels.Single();
        Assert.True((await orders.ShipAsync(parcel.Id, farmer.Id, "中通快递", "ZT78001")).IsOk);
        Assert.True((await orders.ReceiveAsync(parcel.Id, buyer.Id)).IsOk);
    }
}
