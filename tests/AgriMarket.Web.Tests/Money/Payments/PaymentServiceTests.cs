using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Money.Payments;

public sealed class PaymentServiceTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Fact]
    public async Task PayingTwiceTakesTheMoneyOnce()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 10_000);
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.OrderAsync(lotId, 5_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => trade.PayAsync(orderId)));

        Assert.All(answers, answer => Assert.True(answer.IsOk));
        Assert.Equal((5_000, 0), ((await trade.LotAsync(lotId)).SoldGrams, (await trade.LotAsync(lotId)).HeldGrams));
        Assert.Equal((await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order.ToPayFen, await TakenAsync(trade, orderId));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task DecliningAfterTheTimeIsRefusedAndNothingMoves()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);
        trade.LetTimePass();
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);

        Assert.Equal("payment.too-late", (await trade.Bank.FinishAsync(orderId, trade.Buyer, SandboxOutcome.Decline)).Rejections[0].Code);
        Assert.Equal((OrderStatus.Expired, 0), (await trade.StatusAsync(orderId), await TakenAsync(trade, orderId)));
    }

    [Fact]
    public async Task ADeclinedPaymentCanBeTriedAgain()
    {
        var trade = await OrderFixture.OpenAsync(market, "520328");
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);

        Assert.True((await trade.Bank.FinishAsync(orderId, trade.Buyer, SandboxOutcome.Decline)).IsOk);
        Assert.Equal((OrderStatus.AwaitingPayment, 0), (await trade.StatusAsync(orderId), await TakenAsync(trade, orderId)));

        Assert.True((await trade.PayAsync(orderId)).IsOk);
        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));
    }

    [Fact]
    public async Task APaidOrderCannotBeDeclinedAfterwards()
    {
        var trade = await OrderFixture.OpenAsync(market, "520325");
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);
        await trade.PayAsync(orderId);

        Assert.Equal("payment.moved", (await trade.Bank.FinishAsync(orderId, trade.Buyer, SandboxOutcome.Decline)).Rejections[0].Code);
        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));
    }

    [Fact]
    public async Task AStrangerNeitherSeesNorPays()
    {
        var trade = await OrderFixture.OpenAsync(market, "520324");
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);

        Assert.Null(await trade.Payments.FindAsync(orderId, trade.Stranger));
        Assert.Equal("payment.unknown", (await trade.Bank.FinishAsync(orderId, trade.Stranger, SandboxOutcome.Succeed)).Rejections[0].Code);
        Assert.Equal(OrderStatus.AwaitingPayment, await trade.StatusAsync(orderId));
    }

    private static async Task<long> TakenAsync(OrderFixture trade, Guid orderId)
    {
        await using var db = trade.Db();
        return await db.Set<Transfer>()
            .Where(entry => entry.OrderId == orderId && entry.Reason == LedgerReasons.Payment)
            .SumAsync(entry => entry.AmountFen);
    }
}
