using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.OrderSettlement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.Orders;

public sealed class OrderCancellationTests(MarketApp market) : IClassFixture<MarketApp>
{
    private DueWork Due => market.Services.GetRequiredService<DueWork>();

    [Fact]
    public async Task WhatIsNotPaidInTimeGoesBackExactlyOnce()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var scheme = await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 10_000);
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.OrderAsync(lotId, 5_000);

        trade.LetTimePass();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken)));

        Assert.Equal(OrderStatus.Expired, await trade.StatusAsync(orderId));
        var lot = await trade.LotAsync(lotId);
        Assert.Equal((50_000, 0), (lot.AvailableGrams, lot.HeldGrams));
        Assert.Equal(10_000, await trade.BudgetAsync(scheme));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task NothingExpiresBeforeItsTime()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);

        market.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(1));
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);

        Assert.Equal(OrderStatus.AwaitingPayment, await trade.StatusAsync(orderId));
    }

    [Fact]
    public async Task AnOrderThatCannotBeEndedKeepsNoOtherWaiting()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var (broken, sound) = (await trade.ListAsync(50_000), await trade.ListAsync(50_000));
        var (stuck, due) = (await trade.OrderAsync(broken, 5_000), await trade.OrderAsync(sound, 5_000));
        await using (var db = trade.Db())
        {
            // As no code of ours would: the stock that the first order holds is gone.
            await db.Set<Lot>()
                .Where(lot => lot.Id == broken)
                .ExecuteUpdateAsync(
                    lot => lot.SetProperty(it => it.HeldGrams, 0).SetProperty(it => it.WrittenOffGrams, 5_000),
                    TestContext.Current.CancellationToken
                );
        }

        trade.LetTimePass();
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);

        Assert.Equal((OrderStatus.AwaitingPayment, OrderStatus.Expired), (await trade.StatusAsync(stuck), await trade.StatusAsync(due)));
        var failure = Assert.Single((await Due.TroubleAsync()).Failures, failure => failure.ItemId == stuck.ToString());
        Assert.Equal("order.expire", failure.Kind);
        await using (var db = trade.Db())
        {
            await db.Set<Lot>()
                .Where(lot => lot.Id == broken)
                .ExecuteUpdateAsync(
                    lot => lot.SetProperty(it => it.HeldGrams, 5_000).SetProperty(it => it.WrittenOffGrams, 0),
                    TestContext.Current.CancellationToken
                );
        }

        Assert.True((await Due.TryAgainAsync(failure.Kind, failure.ItemId)).IsOk);
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal(OrderStatus.Expired, await trade.StatusAsync(stuck));
        Assert.DoesNotContain((await Due.TroubleAsync()).Failures, left => left.ItemId == failure.ItemId);
    }

    [Fact]
    public async Task TwoSweepsAtOnceEndMoreOrdersThanAPageEachOnce()
    {
        const int Orders = 330;
        await using var alone = new MarketApp();
        var trade = await OrderFixture.OpenAsync(alone, "520324");
        var scheme = await trade.OpenFundAsync(
            trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 1_000_000) with
            {
                Caps = new() { PerDayFen = 1_000_000, PerBuyerFen = 1_000_000 },
            }
        );
        var lotId = await trade.ListAsync(Orders * 500);
        await trade.RunOutAsync(await Task.WhenAll(Enumerable.Range(0, Orders).Select(_ => trade.OrderAsync(lotId, 500))));
        Assert.Equal(0, (await trade.LotAsync(lotId)).AvailableGrams);

        var ended = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    alone
                        .Services.GetRequiredService<DueWork>()
                        .RunAsync(ExpiredOrders.Of(trade.Orders.ExpireAsync) with { PageSize = 100 }, TestContext.Current.CancellationToken)
                )
        );

        Assert.Equal(Orders, ended.Sum(round => round.Done));
        Assert.Equal((Orders * 500, 0), ((await trade.LotAsync(lotId)).AvailableGrams, (await trade.LotAsync(lotId)).HeldGrams));
        Assert.Equal(1_000_000, await trade.BudgetAsync(scheme.SchemeId));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Theory]
    [InlineData("520181", true, OrderStatus.Paid)]
    [InlineData("520330", false, OrderStatus.AwaitingPayment)]
    public async Task WhoPaysOrBeginsToAfterTheSweepHasReadHisOrderKeepsIt(string county, bool pays, OrderStatus expected)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);
        await trade.RunOutAsync(orderId);
        var sweep = ExpiredOrders.Of(async dueId =>
        {
            Assert.True(
                dueId != orderId || (pays ? await trade.PayAsync(dueId) : await trade.Payments.BeginAsync(dueId, trade.Buyer)).IsOk
            );
            return await trade.Orders.ExpireAsync(dueId);
        });

        await Due.RunAsync(sweep, TestContext.Current.CancellationToken);

        Assert.Equal(expected, await trade.StatusAsync(orderId));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task ABuyerCancelsOnceAndGetsStockAndGrantsBackOnSale()
    {
        var trade = await OrderFixture.OpenAsync(market, "520328");
        var scheme = await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_000, 10_000);
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.OrderAsync(lotId, 5_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => trade.Orders.CancelAsync(orderId, trade.Buyer)));

        Assert.All(answers, answer => Assert.True(answer.IsOk));
        Assert.Equal((50_000, 10_000), ((await trade.LotAsync(lotId)).AvailableGrams, await trade.BudgetAsync(scheme)));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task APaidOrderCannotBeCancelled()
    {
        var trade = await OrderFixture.OpenAsync(market, "520325");
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);
        await trade.PayAsync(orderId);

        Assert.Equal("order.moved", (await trade.Orders.CancelAsync(orderId, trade.Buyer)).Rejections[0].Code);
        Assert.Equal(OrderStatus.Paid, await trade.StatusAsync(orderId));
    }

    [Fact]
    public async Task AStrangerCannotCancel()
    {
        var trade = await OrderFixture.OpenAsync(market, "520324");
        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 5_000);

        foreach (var stranger in new[] { trade.Stranger, trade.Farmer })
        {
            Assert.Equal("order.unknown", (await trade.Orders.CancelAsync(orderId, stranger)).Rejections[0].Code);
        }

        Assert.Equal(OrderStatus.AwaitingPayment, await trade.StatusAsync(orderId));
    }
}
