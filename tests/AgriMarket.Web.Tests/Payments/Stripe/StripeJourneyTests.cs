using System.Net;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Stock;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Orders;
using AgriMarket.Web.Tests.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Payments.Stripe;

/// <summary>Orders of a market that takes money through Stripe, from the cart to the farmer's account and back; each leaves whole books.</summary>
public sealed class StripeJourneyTests
{
    private const string Address = "https://market.example";

    [Fact]
    public async Task AnOrderIsPaidSentPaidOutAndPartlyPaidBack()
    {
        await using var stripe = await FakeStripe.StartAsync();
        await using var market = new MarketApp(Environments.Development, stripe.Settings);
        stripe.Clock = market.Clock;
        using var client = market.CreateClient();
        var trade = await Trade.OpenAsync(market, Trade.Leishan);
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 10_000);
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.OrderAsync(lotId, 5_000);

        // The payer's page; its news arrives twice.
        Assert.True((await trade.Payments.OpenPageAsync(orderId, trade.Buyer, Address, "zh")).IsOk);
        var charge = stripe.Pay(Assert.Single(stripe.Sessions).Id);
        Assert.All(await Task.WhenAll(stripe.SendAsync(client, stripe.Events[0]), stripe.SendAsync(client, stripe.Events[0])), status => Assert.Equal(HttpStatusCode.OK, status));
        await trade.RoundAsync();
        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));

        // The farmer fills in what Stripe asks for, sends the parcel, and is paid once the buyer has it.
        await trade.OpenAccountAsync(trade.Farmer);
        stripe.FillIn(Assert.Single(stripe.Accounts).Id);
        await stripe.DeliverAsync(client);
        stripe.TopUp(10_000);
        await trade.RoundAsync();
        await trade.ShipAsync(orderId);
        await trade.ReceiveAsync(orderId);
        stripe.Break(StripeFault.BreaksAfter, "POST", "/transfers", times: 2);
        await trade.PayOutAsync();
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        await trade.RoundAsync();
        var transfer = Assert.Single(stripe.Transfers);
        Assert.Equal(3_800, transfer.Amount);

        // Half of it was bad.
        Assert.True((await trade.Refunds.GiveBackAsync(new RefundIntent(Guid.CreateVersion7(), orderId, trade.Farmer, RefundKind.Shipped, [new WantedLine(lotId, 2_500)], "坏了一半"))).IsOk);
        await trade.RoundAsync();
        await stripe.DeliverAsync(client);
        await trade.RoundAsync();

        Assert.Equal((charge, 1_900), (Assert.Single(stripe.Refunds).Intent.Id, stripe.Refunds[0].Amount));
        Assert.Equal(1_900, transfer.Rest);
        await using var db = trade.Db();
        Assert.Equal(PaymentRefundStatus.Succeeded, (await db.Set<PaymentRefund>().SingleAsync(TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public async Task AnOrderWhoseNewsNeverComesIsAskedAbout()
    {
        await using var stripe = await FakeStripe.StartAsync();
        await using var market = new MarketApp(Environments.Development, stripe.Settings);
        stripe.Clock = market.Clock;
        var trade = await Trade.OpenAsync(market, Trade.Leishan);
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);
        await trade.Payments.OpenPageAsync(orderId, trade.Buyer, Address, "zh");
        stripe.Pay(Assert.Single(stripe.Sessions).Id);

        market.Clock.Advance(TimeSpan.FromMinutes(6));
        await trade.RoundAsync();

        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));
    }

    [Fact]
    public async Task AnUnpaidOrderIsClosedAtStripeBeforeItsStockIsLetGo()
    {
        await using var stripe = await FakeStripe.StartAsync();
        await using var market = new MarketApp(Environments.Development, stripe.Settings);
        stripe.Clock = market.Clock;
        var trade = await Trade.OpenAsync(market, Trade.Leishan);
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.OrderAsync(lotId, 5_000);
        await trade.Payments.OpenPageAsync(orderId, trade.Buyer, Address, "zh");

        trade.LetTimePass();
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);

        Assert.Equal("expired", Assert.Single(stripe.Sessions).Status);
        Assert.Equal((OrderStatus.Expired, 0), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).HeldGrams));
    }
}
