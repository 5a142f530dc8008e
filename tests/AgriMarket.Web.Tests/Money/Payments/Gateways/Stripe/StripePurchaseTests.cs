using System.Net;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Stripe;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Money.Payments.Gateways.Stripe;

/// <summary>
/// Whole purchases through the real client of Stripe, and what can go wrong with them on the way. When a market goes its books
/// are verified; here also the money that Stripe has is held against them.
/// </summary>
public sealed class StripePurchaseTests(StripeMarket stripeMarket) : StripeFixture(stripeMarket)
{
    [Fact]
    public async Task FromTheOrderToThePayoutAndBack()
    {
        var (trade, lotId, _) = await OrderedAsync("522634");
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 10_000);
        var orderId = await trade.OrderAsync(lotId, 5_000);
        // What the fund pays for never came from a payer.
        Stripe.TopUp(10_000);
        var before = Stripe.Balance;

        var page = await PageAsync(trade, orderId);
        Stripe.Pay(SessionOf(orderId).Id);
        await NewsAsync(trade);
        Assert.StartsWith("http", page, StringComparison.Ordinal);
        Assert.Equal((OrderStatus.Paid, 5_000L), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).SoldGrams));

        await trade.ShipAsync(orderId);
        await trade.ReceiveAsync(orderId);
        await OpenAccountAsync(trade);
        await trade.PayOutAsync();
        Assert.Equal(3_800, Assert.Single(Stripe.Transfers, transfer => transfer.Group == orderId.ToString()).Amount);

        Assert.True((await trade.RefundShippedAsync(orderId, trade.Farmer, [new(lotId, 500)], "坏了")).IsOk);
        await trade.RoundAsync();
        await NewsAsync(trade);

        Assert.Equal(PaymentRefundStatus.Succeeded, (await RefundAsync(trade, orderId)).Status);
        Assert.Equal(
            380,
            Assert.Single(Stripe.Transfers, transfer => transfer.Group == orderId.ToString()).Reversals.Sum(reversal => reversal.Amount)
        );
        Assert.Equal(await BalanceAsync(trade, orderId), Stripe.Balance - before);
    }

    [Fact]
    public async Task AProgramThatSaysNoOutcomeGetsThePageToPayOn()
    {
        var trade = await OrderFixture.OpenAsync(Market, "520327");
        var (lotId, orderId) = (await trade.ListAsync(50_000), Guid.CreateVersion7());
        await MemberVisitor.EnrolAsync(Market, "program@example.com", []);
        using var buyer = new ApiClient(Market);
        await buyer.SignInAsync("program@example.com", MemberVisitor.Password);
        await buyer.PostAsync("orders", ApiClient.OrderOf(orderId, null, (lotId, 5_000)));

        var answer = await buyer.PostAsync($"orders/{orderId}/pay", new { });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.StartsWith("http", answer["payAt"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenTheLineBreaksAfterStripeHasOpenedThePageThereIsOnePage()
    {
        var (trade, _, orderId) = await OrderedAsync("520381");
        Stripe.Break(StripeFault.BreaksAfter, "POST", "/sessions", times: 2);

        Assert.Equal("gateway.unreachable", (await trade.Payments.OpenPageAsync(orderId, trade.Buyer, Site, "zh")).Rejections[0].Code);
        var page = await PageAsync(trade, orderId);

        Assert.Equal(page, await PageAsync(trade, orderId));
        Assert.Single(Stripe.Sessions, session => session.ClientReference == orderId.ToString());
    }

    [Theory]
    [InlineData("520328", true)]
    [InlineData("520326", false)]
    public async Task TheBuyerAndTheNewsMayComeInAnyOrder(string county, bool buyerFirst)
    {
        var (trade, _, orderId) = await OrderedAsync(county);
        await PageAsync(trade, orderId);
        Stripe.Pay(SessionOf(orderId).Id);

        Func<Task>[] ways = [() => trade.Payments.AskAsync(orderId, trade.Buyer), () => NewsAsync(trade)];
        foreach (var way in buyerFirst ? ways : ways.Reverse())
        {
            await way();
            Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));
        }

        Assert.Equal(1, await ChargesAsync(trade, orderId));
    }

    [Fact]
    public async Task TheSameNewsTwentyTimesAtOnceIsOnePayment()
    {
        var (trade, lotId, orderId) = await OrderedAsync("520325");
        await PageAsync(trade, orderId);
        Stripe.Pay(SessionOf(orderId).Id);
        var sent = Stripe.Events.Last(one => one.ObjectId == SessionOf(orderId).Id);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Stripe.SendAsync(Client, sent)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => trade.RoundAsync()));

        Assert.Equal(
            (OrderStatus.Paid, 5_000L, 1),
            (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).SoldGrams, await ChargesAsync(trade, orderId))
        );
    }

    [Fact]
    public async Task NewsThatNeverComesIsAskedFor()
    {
        var (trade, _, orderId) = await OrderedAsync("520330");
        await PageAsync(trade, orderId);
        Stripe.Pay(SessionOf(orderId).Id);

        Market.Clock.Advance(TimeSpan.FromMinutes(6));
        await trade.RoundAsync();

        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));
    }

    [Fact]
    public async Task StockIsLetGoOnlyOnceThePageIsClosed()
    {
        var (trade, lotId, orderId) = await OrderedAsync("520327");
        await PageAsync(trade, orderId);

        // Without the clock, whose move would wake the market's own sweep beside this one.
        await trade.RunOutAsync(orderId);
        Stripe.Break(StripeFault.Fails, "POST", "/expire", times: 50);

        await trade.Orders.ExpireDueAsync(Cancel);
        Stripe.Mend();
        Assert.Equal((OrderStatus.AwaitingPayment, 5_000L), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).HeldGrams));

        Market.Clock.Advance(TimeSpan.FromMinutes(1));
        await trade.Orders.ExpireDueAsync(Cancel);
        Assert.Equal(
            (OrderStatus.Expired, 0L, "expired"),
            (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).HeldGrams, SessionOf(orderId).Status)
        );
    }

    [Theory]
    [InlineData("520329", true)]
    [InlineData("520402", false)]
    public async Task WhoPaysAtTheLastMomentHasPaid(string county, bool cancels)
    {
        var (trade, lotId, orderId) = await OrderedAsync(county);
        await PageAsync(trade, orderId);
        Stripe.Pay(SessionOf(orderId).Id);

        if (cancels)
        {
            Assert.Equal("order.moved", (await trade.Orders.CancelAsync(orderId, trade.Buyer)).Rejections[0].Code);
        }
        else
        {
            RunOut();
            await trade.Orders.ExpireDueAsync(Cancel);
        }

        Assert.Equal((OrderStatus.Paid, 5_000L), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).SoldGrams));
    }

    [Fact]
    public async Task ABuyerWhoGivesUpCannotPayAnyMore()
    {
        var (trade, _, orderId) = await OrderedAsync("520403");
        await PageAsync(trade, orderId);

        Assert.True((await trade.Orders.CancelAsync(orderId, trade.Buyer)).IsOk);

        Assert.Equal(("expired", OrderStatus.Cancelled), (SessionOf(orderId).Status, await trade.StatusAsync(orderId)));
        Assert.Equal("payment.moved", (await trade.Payments.OpenPageAsync(orderId, trade.Buyer, Site, "en")).Rejections[0].Code);
    }

    [Theory]
    [InlineData("520422", false, OrderStatus.Paid)]
    [InlineData("520423", true, OrderStatus.Expired)]
    public async Task MoneyThatTakesDaysBuysWhatIsStillThereThen(string county, bool isGone, OrderStatus expected)
    {
        var (trade, lotId, orderId) = await OrderedAsync(county);
        await PageAsync(trade, orderId);
        Stripe.PayLater(SessionOf(orderId).Id);
        RunOut();
        await trade.Orders.ExpireDueAsync(Cancel);
        Assert.Equal(OrderStatus.Expired, await trade.StatusAsync(orderId));
        if (isGone)
        {
            await trade.AdjustAsync(lotId, AgriMarket.Domain.Lots.AdjustmentKind.Damaged, 50_000);
        }

        Stripe.Arrive(SessionOf(orderId).Id);
        await NewsAsync(trade);

        Assert.Equal(expected, await trade.StatusAsync(orderId));
        Assert.Equal(isGone ? 1 : 0, Stripe.Refunds.Count(refund => refund.Intent == SessionOf(orderId).Intent));
    }

    [Fact]
    public async Task NewsAboutAnOrderOfNobodyIsHeldWithItsMoney()
    {
        var (trade, _, _) = await OrderedAsync("520525");
        var gateway = Market.Services.GetRequiredService<IPaymentGateway>();
        var strange = new PaymentSession
        {
            Id = Guid.CreateVersion7(),
            PaymentId = Guid.CreateVersion7(),
            AmountFen = 700,
            ReturnAddress = Site,
            Language = "zh",
            CreatedAt = Market.Clock.GetUtcNow().UtcDateTime,
            ExpiresAt = Market.Clock.GetUtcNow().UtcDateTime.AddHours(1),
        };
        var page = (await gateway.OpenSessionAsync(strange, Cancel)).Value.Reference;
        var intent = Stripe.Pay(page);

        await NewsAsync(trade);

        await using var db = trade.Db();
        var held = await db.Set<Charge>().SingleAsync(charge => charge.Reference == intent, Cancel);
        Assert.Equal((ChargeUse.Held, HeldFor.UnknownPayment), (held.Use, held.HeldFor));
    }
}
