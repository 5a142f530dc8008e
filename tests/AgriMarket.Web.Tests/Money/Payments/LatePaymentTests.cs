using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Money.Payments;

public sealed class LatePaymentTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MoneyThatComesLateStillBuysWhatIsStillThere()
    {
        var (trade, scheme, lotId, orderId) = await ExpiredAsync("522634");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => trade.PayAsync(orderId)));

        Assert.All(answers, answer => Assert.True(answer.IsOk));
        Assert.Equal((OrderStatus.Paid, PaymentStatus.Succeeded), (await trade.StatusAsync(orderId), await PaymentAsync(trade, orderId)));
        var lot = await trade.LotAsync(lotId);
        Assert.Equal((0, 0, 5_000, 9_800), (lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams, await trade.BudgetAsync(scheme)));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task WhenTheGoodsAreGoneTheMoneyGoesBackInFullAndTheBuyerIsTold()
    {
        var (trade, scheme, lotId, orderId) = await ExpiredAsync("520381");
        await trade.OrderAsync(lotId, 500);

        Assert.True((await trade.PayAsync(orderId)).IsOk);
        Assert.True((await trade.PayAsync(orderId)).IsOk);

        Assert.Equal((OrderStatus.Expired, PaymentStatus.Refunded), (await trade.StatusAsync(orderId), await PaymentAsync(trade, orderId)));
        Assert.True((await trade.Reads.FindAsync(orderId, trade.Buyer))!.IsSentBack);
        Assert.Equal((4_500, 9_800), ((await trade.LotAsync(lotId)).AvailableGrams, await trade.BudgetAsync(scheme)));
        Assert.Equal(2, await EntriesOfRefundsAsync(trade, orderId));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task WhenTheSubsidyIsUsedUpTheMoneyGoesBackToo()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 200);
        var lotId = await trade.ListAsync(50_000);
        var late = await trade.OrderAsync(lotId, 5_000);
        trade.LetTimePass();
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
        await trade.PayAsync(await trade.OrderAsync(lotId, 5_000));

        Assert.True((await trade.PayAsync(late)).IsOk);

        Assert.Equal((OrderStatus.Expired, PaymentStatus.Refunded), (await trade.StatusAsync(late), await PaymentAsync(trade, late)));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task MoneyForACancelledOrderAlwaysGoesBack()
    {
        var trade = await OrderFixture.OpenAsync(market, "520328");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.OrderAsync(lotId, 5_000);
        await trade.Orders.CancelAsync(orderId, trade.Buyer);

        Assert.True((await trade.PayAsync(orderId)).IsOk);

        Assert.Equal(
            (OrderStatus.Cancelled, PaymentStatus.Refunded),
            (await trade.StatusAsync(orderId), await PaymentAsync(trade, orderId))
        );
        Assert.Equal((50_000, 2), ((await trade.LotAsync(lotId)).AvailableGrams, await EntriesOfRefundsAsync(trade, orderId)));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task ABegunPaymentKeepsTheGoodsTenMinutesMoreAndOnlyOnce()
    {
        var trade = await OrderFixture.OpenAsync(market, "520325");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.OrderAsync(lotId, 5_000);
        market.Clock.Advance(TimeSpan.FromMinutes(14));

        await trade.Payments.BeginAsync(orderId, trade.Buyer);
        market.Clock.Advance(TimeSpan.FromMinutes(9));
        await trade.Payments.BeginAsync(orderId, trade.Buyer);
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal(OrderStatus.AwaitingPayment, await trade.StatusAsync(orderId));

        market.Clock.Advance(TimeSpan.FromMinutes(1));
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal((OrderStatus.Expired, 50_000), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).AvailableGrams));
        Assert.Equal("payment.unknown", (await trade.Payments.BeginAsync(orderId, trade.Stranger)).Rejections[0].Code);
    }

    [Fact]
    public async Task OpeningThePaymentPageBeginsThePayment()
    {
        var trade = await OrderFixture.OpenAsync(market, "520324");
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);

        Assert.Null((await trade.Payments.FindAsync(orderId, trade.Buyer))!.BegunAt);
        await trade.Payments.BeginAsync(orderId, trade.Buyer);
        Assert.NotNull((await trade.Payments.FindAsync(orderId, trade.Buyer))!.BegunAt);
    }

    /// <summary>An order of all of a lot, not paid in time.</summary>
    private async Task<(OrderFixture Trade, Guid SchemeId, Guid LotId, Guid OrderId)> ExpiredAsync(string county)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        var scheme = await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 10_000);
        var lotId = await trade.ListAsync(5_000);
        var orderId = await trade.OrderAsync(lotId, 5_000);
        trade.LetTimePass();
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
        return (trade, scheme, lotId, orderId);
    }

    private static async Task<PaymentStatus> PaymentAsync(OrderFixture trade, Guid orderId) =>
        (await trade.Payments.FindAsync(orderId, trade.Buyer))!.Status;

    private static async Task<int> EntriesOfRefundsAsync(OrderFixture trade, Guid orderId)
    {
        await trade.RoundAsync();
        await using var db = trade.Db();
        return await db.Set<Transfer>()
            .CountAsync(
                entry =>
                    entry.OrderId == orderId && (entry.DebitAccountId == AccountIds.Refunds || entry.CreditAccountId == AccountIds.Refunds),
                Cancel
            );
    }
}
