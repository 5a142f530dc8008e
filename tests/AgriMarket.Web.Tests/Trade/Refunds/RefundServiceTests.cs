using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Government.Orders;
using AgriMarket.Web.Money.Funds;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.OrderViews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.Refunds;

public sealed class RefundServiceTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Fact]
    public async Task APartThatIsCancelledGoesBackOnSaleAndItsMoneyBack()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var scheme = await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_000, 10_000);
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 5_000);

        var refund = (await trade.CancelLineAsync(orderId, lotId, 2_000)).Value;

        Assert.Equal((1_520, 152, 1_368, 0), (refund.GoodsFen, refund.GrantFen, refund.BuyerFen, refund.ShippingFen));
        var lot = await trade.LotAsync(lotId);
        Assert.Equal((47_000, 3_000, 9_620 + 152), (lot.AvailableGrams, lot.SoldGrams, await trade.BudgetAsync(scheme)));
        var view = (await trade.Reads.FindAsync(orderId, trade.Buyer))!;
        Assert.Equal(
            (OrderStatus.Paid, 3_000, 1_368),
            (view.Order.Status, view.Order.Lines[0].KeptGrams, Assert.Single(view.Refunds).BuyerFen)
        );
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task CancellingAllOfItEndsTheOrderAndGivesBackEveryFen()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var (percent, shipping) = (
            await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 3_333, 10_000),
            await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 199, 0, 10_000)
        );
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 2_000);
        var paid = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order.ToPayFen;

        var back = 0L;
        foreach (var grams in new[] { 500, 1_000, 500 })
        {
            back += (await trade.CancelLineAsync(orderId, lotId, grams)).Value.BuyerFen;
        }

        Assert.Equal((OrderStatus.Refunded, paid), (await trade.StatusAsync(orderId), back));
        Assert.Equal(
            (50_000, 10_000, 10_000),
            ((await trade.LotAsync(lotId)).AvailableGrams, await trade.BudgetAsync(percent), await trade.BudgetAsync(shipping))
        );
        var farm = market.Services.GetRequiredService<FarmOrderReads>();
        Assert.Equal((0, 0), (await farm.CountToShipAsync(trade.Farmer), (await farm.ShippedAsync(trade.Farmer, 1)).Count));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task TheFarmerPacksWhatIsLeft()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 5_000);

        await trade.CancelLineAsync(orderId, lotId, 500);

        var parcel = Assert.Single((await market.Services.GetRequiredService<FarmOrderReads>().ToShipAsync(trade.Farmer, 1)).Items);
        Assert.Equal(4_500, Assert.Single(parcel.Lines).Grams);
    }

    [Fact]
    public async Task TheSameRefundAThousandTimesHappensOnceAndAnotherUnderItsIdNever()
    {
        var trade = await OrderFixture.OpenAsync(market, "520328");
        var (lotId, id) = (await trade.ListAsync(50_000), Guid.CreateVersion7());
        var orderId = await trade.BuyAsync(lotId, 5_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => trade.CancelLineAsync(orderId, lotId, 500, id)));

        Assert.All(answers, answer => Assert.Equal((id, 380), (answer.Value.Id, answer.Value.GoodsFen)));
        Assert.Equal("refund.id-taken", (await trade.CancelLineAsync(orderId, lotId, 1_000, id)).Rejections[0].Code);
        Assert.Equal(4_500, (await trade.LotAsync(lotId)).SoldGrams);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task ManyCancelsAtOnceNeverRefundMoreThanThereWas()
    {
        var trade = await OrderFixture.OpenAsync(market, "520325");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 5_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => trade.CancelLineAsync(orderId, lotId, 500)));

        Assert.Equal(10, answers.Count(answer => answer.IsOk));
        Assert.Equal((OrderStatus.Refunded, 50_000), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).AvailableGrams));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task WhatIsShippedIsRefundedByItsFarmerOrAnOfficialOfThePlaceAndDoesNotComeBack()
    {
        var trade = await OrderFixture.OpenAsync(market, "520324");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 5_000);
        WantedLine[] some = [new(lotId, 500)];
        Assert.Equal("refund.not-shipped", (await trade.RefundShippedAsync(orderId, trade.Farmer, some, "坏了")).Rejections[0].Code);
        await trade.ShipAsync(orderId);

        foreach (var stranger in new[] { trade.Stranger, trade.Buyer, (await OrderFixture.OpenAsync(market, "522634")).Proposer })
        {
            Assert.Equal("order.unknown", (await trade.RefundShippedAsync(orderId, stranger, some, "坏了")).Rejections[0].Code);
        }

        Assert.Equal("refund.shipped", (await trade.CancelLineAsync(orderId, lotId, 500)).Rejections[0].Code);
        Assert.True((await trade.RefundShippedAsync(orderId, trade.Farmer, some, "坏了")).IsOk);
        Assert.True((await trade.RefundShippedAsync(orderId, trade.Proposer, some, "少了")).IsOk);
        Assert.Equal((45_000, 5_000), ((await trade.LotAsync(lotId)).AvailableGrams, (await trade.LotAsync(lotId)).SoldGrams));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task WhatTheFarmerCannotSendIsPaidBackAndNotSoldAgain()
    {
        var trade = await OrderFixture.OpenAsync(market, "522632");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 5_000);
        RefundIntent intent = new(
            Guid.CreateVersion7(),
            orderId,
            trade.Farmer,
            RefundKind.Undelivered,
            [new WantedLine(lotId, 5_000)],
            "遭了霜冻"
        );
        Assert.Equal("refund.note", (await trade.Refunds.RefundAsync(intent with { Note = " " })).Rejections[0].Code);

        var shown = (await trade.Refunds.PreviewAsync(intent)).Value;
        Assert.Equal((OrderStatus.Paid, 5_000), (await trade.StatusAsync(orderId), (await trade.LotAsync(lotId)).SoldGrams));
        var given = (await trade.Refunds.RefundAsync(intent)).Value;

        Assert.Equal((shown.BuyerFen, shown.GoodsFen, shown.ShippingFen), (given.BuyerFen, given.GoodsFen, given.ShippingFen));
        var lot = await trade.LotAsync(lotId);
        Assert.Equal((45_000, 0, 5_000), (lot.AvailableGrams, lot.SoldGrams, lot.WrittenOffGrams));
        var view = (await trade.Reads.FindAsync(orderId, trade.Buyer))!;
        Assert.Equal(
            (OrderStatus.Refunded, view.Order.ToPayFen, "遭了霜冻"),
            (view.Order.Status, given.BuyerFen, Assert.Single(view.Refunds).Note)
        );
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task OnlyTheFarmerAndThoseInOfficeSayThatItCannotBeSent()
    {
        var trade = await OrderFixture.OpenAsync(market, "522631");
        var elsewhere = await OrderFixture.OpenAsync(market, "520381");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 5_000);

        foreach (var stranger in new[] { trade.Stranger, trade.Buyer, elsewhere.Farmer, elsewhere.Proposer })
        {
            Assert.Equal("order.unknown", (await trade.CannotSendAsync(orderId, lotId, 500, memberId: stranger)).Rejections[0].Code);
            Assert.Equal(
                "order.unknown",
                (
                    await trade.Refunds.PreviewAsync(
                        new(Guid.CreateVersion7(), orderId, stranger, RefundKind.Undelivered, [new(lotId, 500)], "坏了")
                    )
                )
                    .Rejections[0]
                    .Code
            );
        }

        Assert.True((await trade.CannotSendAsync(orderId, lotId, 500, memberId: trade.Proposer)).IsOk);
        Assert.True((await trade.CannotSendAsync(orderId, lotId, 500, memberId: await trade.AdministratorAsync())).IsOk);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task ThoseInOfficeSeeWhoGaveBackWhatAndWhyAndNoBuyer()
    {
        var trade = await OrderFixture.OpenAsync(market, "522627");
        var backoffice = market.Services.GetRequiredService<OfficialOrderReads>();
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 5_000);
        await trade.CancelLineAsync(orderId, lotId, 500);
        await trade.CannotSendAsync(orderId, lotId, 500);

        var seen = (await backoffice.FindAsync(orderId, trade.Proposer))!;

        Assert.Equal([lotId], seen.OwnLots);
        Assert.Equal([(null, ""), ("某人", "遭了霜冻")], seen.Refunds.Select(signed => (signed.ByName, signed.Refund.Note)));
        Assert.Equal([orderId], await backoffice.FindNumberAsync(Order.NumberOf(orderId).ToLowerInvariant(), trade.Proposer));
        Assert.Equal(orderId, (await backoffice.RefundsAsync(1, trade.Proposer)).Items[0].Refund.OrderId);
        Assert.Null(await backoffice.FindAsync(orderId, trade.Farmer));
        Assert.Empty(await backoffice.FindNumberAsync(Order.NumberOf(orderId), trade.Stranger));
        Assert.Empty((await backoffice.RefundsAsync(1, trade.Stranger)).Items);
    }

    [Fact]
    public async Task AStrangerCancelsNothing()
    {
        var trade = await OrderFixture.OpenAsync(market, "522635");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 5_000);

        foreach (var stranger in new[] { trade.Stranger, trade.Farmer })
        {
            Assert.Equal(
                "order.unknown",
                (await trade.Refunds.CancelAsync(Guid.CreateVersion7(), orderId, stranger, [new WantedLine(lotId, 500)])).Rejections[0].Code
            );
        }
    }

    [Fact]
    public async Task WhatIsCancelledAfterTheLotWentOffSaleIsWrittenOff()
    {
        var trade = await OrderFixture.OpenAsync(market, "522636");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 5_000);
        await trade.Lots.CloseAsync(lotId, trade.Farmer);

        Assert.True((await trade.CancelLineAsync(orderId, lotId, 5_000)).IsOk);

        var lot = await trade.LotAsync(lotId);
        Assert.Equal((LotStatus.Closed, 45_000, 0, 5_000), (lot.Status, lot.AvailableGrams, lot.SoldGrams, lot.WrittenOffGrams));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task AFundsOwnFiguresStillAgreeAfterARefund()
    {
        var trade = await OrderFixture.OpenAsync(market, "522622");
        var scheme = await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_000, 10_000);
        var lotId = await trade.ListAsync(50_000);
        await trade.CancelLineAsync(await trade.BuyAsync(lotId, 5_000), lotId, 2_000);
        await trade.OrderAsync(lotId, 500);
        trade.LetTimePass();
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
        await using var db = trade.Db();
        var fundId = (await db.Set<Scheme>().SingleAsync(row => row.Id == scheme, TestContext.Current.CancellationToken)).FundId;

        var books = (await market.Services.GetRequiredService<FundReads>().BooksAsync(fundId, trade.Proposer))!;

        Assert.True(books.Overview.Agrees);
        Assert.Equal((228, 0, 9_772), (books.Overview.GrantedFen, books.Overview.PendingFen, books.Overview.LeftFen));
    }
}
