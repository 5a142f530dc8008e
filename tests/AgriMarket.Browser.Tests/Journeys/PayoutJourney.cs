using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Money.Payments;
using AgriMarket.Web.Money.Payments.Worker;
using AgriMarket.Web.Trade.Carriers;
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
    private readonly JourneyFixture fixture;

    public PayoutJourney(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    [Fact]
    public async Task WhatIsPaidTwiceGoesBackAndTheFarmerIsPaidForWhatHasArrived()
    {
        var (person, grower, operatorOfIt) = (
            await fixture.JoinAsync("林晓雯"),
            await fixture.JoinAsync("马兰花", MemberRole.Farmer),
            await fixture.JoinAdministratorAsync()
        );
        var lotId = await fixture.ListPotatoesAsync(grower, 50_000);
        var orderId = await fixture.OrderAsync(person.Id, lotId, 5_000);

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
        await fixture.Get<PaymentWorker>().RunAsync(TestContext.Current.CancellationToken);
        await farmer.GotoAsync("/farm/money");
        await Expect(farmer.Page.Locator("main .price").First).ToHaveTextAsync("¥0.00");

        var backoffice = await OpenAsync(View.Desktop, operatorOfIt);
        await backoffice.GotoAsync("/backoffice/payments?show=Payout");
        await Expect(backoffice.Page.Locator(".operations")).ToContainTextAsync("¥18.00");
        await Expect(backoffice.Page.Locator(".operations .tag").First).ToHaveTextAsync("已付");
        await backoffice.GotoAsync("/backoffice/payments?show=Refund");
        await Expect(backoffice.Page.Locator(".operations .tag").First).ToHaveTextAsync("已退");
    }

    private async Task ReceiveAsync(Guid orderId, Player buyer, Player farmer)
    {
        var orders = fixture.Get<OrderService>();
        var parcel = (await fixture.Get<OrderReads>().FindAsync(orderId, buyer.Id))!.Order.Parcels.Single();
        Assert.True((await orders.ShipAsync(parcel.Id, farmer.Id, "中通快递", "78361234567890")).IsOk);
        var scan = new ReportedScan(ScanKind.Delivered, fixture.Get<TimeProvider>().GetUtcNow().UtcDateTime, "已签收");
        Assert.True((await fixture.Get<CarrierScanInbox>().RecordAsync(new("zto", "78361234567890", [scan]))).IsOk);
        Assert.True((await orders.ReceiveAsync(parcel.Id, buyer.Id)).IsOk);
    }
}
