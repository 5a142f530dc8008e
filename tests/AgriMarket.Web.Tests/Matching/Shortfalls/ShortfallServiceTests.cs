using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Shortfalls;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Matching.Shortfalls;

public sealed class ShortfallServiceTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoPaidOrdersAreCutAtOnceAndAnUnpaidOneOnceItIsPaid()
    {
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, "522634");
        await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_000, 100_000);
        var lotId = await trade.ListAsync(50_000);
        var (large, small, unpaid) = (
            await trade.BuyAsync(lotId, 10_000),
            await trade.BuyAsync(lotId, 4_000),
            await trade.OrderAsync(lotId, 6_000)
        );

        var said = await lots.SayAsync(lotId, 10_000);

        Assert.Equal(
            (20_000, 10_000, RationRule.Proportional),
            (said.Shortfall.PromisedGrams, said.Shortfall.LeftGrams, said.Shortfall.Rule)
        );
        Assert.Equal(
            [(large, 5_000, 5_000L), (unpaid, 3_000, null), (small, 2_000, 2_000L)],
            said.Claims.Select(claim => (claim.OrderId, claim.GivenGrams, claim.CutGrams))
        );
        Assert.Equal((5_000, 2_000, 6_000), (await lots.KeptAsync(large), await lots.KeptAsync(small), await lots.KeptAsync(unpaid)));
        var lot = await trade.LotAsync(lotId);
        Assert.Equal(
            (LotStatus.Closed, 0, -30_000, 6_000, 7_000),
            (lot.Status, lot.AvailableGrams, lot.AdjustedGrams, lot.HeldGrams, lot.SoldGrams)
        );
        var refund = Assert.Single((await trade.Reads.FindAsync(small, trade.Buyer))!.Refunds);
        Assert.Equal(
            (RefundKind.Undelivered, ShortfallFixture.Why, trade.Farmer, 4 * 380, 152, 1_368),
            (refund.Kind, refund.Note, refund.MemberId, refund.GoodsFen, refund.GrantFen, refund.BuyerFen)
        );
        Assert.Equal([5_000L, 2_000L], (await NotifiedAsync(trade)).Select(about => about.Grams!.Value).OrderDescending());
        await InvariantAssert.AssertHoldAsync(trade.Db());

        Assert.Equal(0, await lots.CarryOutAsync());
        Assert.True((await trade.PayAsync(unpaid)).IsOk);
        await lots.CarryOutAsync();

        Assert.Equal((3_000, 3_000), (await lots.KeptAsync(unpaid), await lots.CutAsync(unpaid)));
        Assert.Equal(10_000, (await trade.LotAsync(lotId)).SoldGrams);
        Assert.Equal(3, (await NotifiedAsync(trade)).Count);
        Assert.True((await lots.Reads.PromisesAsync(lotId, trade.Farmer))!.Latest!.IsDone);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task NothingLeftPaysEverythingBack()
    {
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, "520381");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 5_000);

        await lots.SayAsync(lotId, 0);

        var view = (await trade.Reads.FindAsync(orderId, trade.Buyer))!;
        Assert.Equal((OrderStatus.Refunded, view.Order.ToPayFen), (view.Order.Status, Assert.Single(view.Refunds).BuyerFen));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task AnUnpaidOrderThatEndsLeavesNothingToDoAndTheNextShortfallMayCome()
    {
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, "520326");
        var lotId = await trade.ListAsync(50_000);
        var (paid, unpaid) = (await trade.BuyAsync(lotId, 10_000), await trade.OrderAsync(lotId, 10_000));
        await lots.SayAsync(lotId, 10_000);
        Assert.Equal("shortfall.under-way", (await lots.Service.SayAsync(lots.Intent(lotId, 1_000))).Rejections[0].Code);

        await trade.RunOutAsync(unpaid);
        await trade.Orders.ExpireDueAsync(Cancel);
        await lots.CarryOutAsync();
        Assert.Equal((0, 5_000), (await lots.CutAsync(unpaid), await lots.CutAsync(paid)));

        // Not even late money buys it: the lot is off sale.
        Assert.True((await trade.PayAsync(unpaid)).IsOk);
        Assert.Equal(OrderStatus.Expired, await trade.StatusAsync(unpaid));
        var again = await lots.SayAsync(lotId, 1_000);
        Assert.Equal((5_000, 1_000), (again.Shortfall.PromisedGrams, await lots.KeptAsync(paid)));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task AStrangerSaysAndSeesNothing()
    {
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, "520328");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 5_000);

        foreach (var stranger in new[] { trade.Stranger, trade.Buyer, trade.Proposer })
        {
            var intent = lots.Intent(lotId, 500) with { FarmerId = stranger };
            Assert.Equal("lot.unknown", (await lots.Service.PreviewAsync(intent)).Rejections[0].Code);
            Assert.Equal("lot.unknown", (await lots.Service.SayAsync(intent)).Rejections[0].Code);
            Assert.Null(await lots.Reads.PromisesAsync(lotId, stranger));
        }

        Assert.Equal((LotStatus.Open, 5_000), ((await trade.LotAsync(lotId)).Status, await lots.KeptAsync(orderId)));
        Assert.Equal("lot.unknown", (await lots.Service.SayAsync(lots.Intent(Guid.CreateVersion7(), 500))).Rejections[0].Code);
    }

    [Fact]
    public async Task SaidAHundredTimesItHappensOnceAndAnotherUnderItsIdNever()
    {
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, "522622");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 10_000);
        var intent = lots.Intent(lotId, 4_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => lots.Service.SayAsync(intent)));

        Assert.All(
            answers,
            answer =>
                Assert.Equal(
                    (intent.Id, 10_000, 4_000),
                    (answer.Value.Shortfall.Id, answer.Value.Shortfall.PromisedGrams, answer.Value.Shortfall.Claims.Single().GivenGrams)
                )
        );
        Assert.Equal((4_000, 1), (await lots.KeptAsync(orderId), (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Refunds.Count));
        Assert.Equal("shortfall.id-taken", (await lots.Service.SayAsync(intent with { LeftGrams = 3_500 })).Rejections[0].Code);
        Assert.Equal(
            "stock.id-taken",
            (await trade.AdjustAsync(lotId, AgriMarket.Domain.Lots.AdjustmentKind.Damaged, 500, intent.Id)).Rejections[0].Code
        );
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task AnIdOfACorrectionIsTaken()
    {
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, "522627");
        var lotId = await trade.ListAsync(50_000);
        await trade.BuyAsync(lotId, 10_000);
        var intent = lots.Intent(lotId, 4_000);
        Assert.True((await trade.AdjustAsync(lotId, AgriMarket.Domain.Lots.AdjustmentKind.Damaged, 500, intent.Id)).IsOk);

        Assert.Equal("shortfall.id-taken", (await lots.Service.SayAsync(intent)).Rejections[0].Code);
    }

    [Fact]
    public async Task WhatACrashLeftUndoneIsFinishedOnce()
    {
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, "522631");
        var lotId = await trade.ListAsync(50_000);
        Guid[] orders = [await trade.BuyAsync(lotId, 10_000), await trade.BuyAsync(lotId, 10_000)];
        await lots.SayAndDieAsync(lotId, 10_000);
        Assert.Equal(
            (LotStatus.Closed, 10_000, null),
            ((await trade.LotAsync(lotId)).Status, await lots.KeptAsync(orders[0]), await lots.CutAsync(orders[0]))
        );
        await InvariantAssert.AssertHoldAsync(trade.Db());

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => lots.CarryOutAsync()));

        foreach (var orderId in orders)
        {
            Assert.Equal(
                (5_000, 5_000, 1),
                (
                    await lots.KeptAsync(orderId),
                    await lots.CutAsync(orderId),
                    (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Refunds.Count
                )
            );
        }

        Assert.Equal(2, (await NotifiedAsync(trade)).Count);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task TheMarketFinishesByItself()
    {
        await using var own = new MarketApp();
        var (trade, lots) = await ShortfallFixture.OpenAsync(own, "522634");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 10_000);
        await lots.SayAndDieAsync(lotId, 4_000);

        while (await lots.CutAsync(orderId) is null)
        {
            own.Clock.Advance(TimeSpan.FromHours(6));
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancel);
        }

        Assert.Equal((6_000, 4_000), (await lots.CutAsync(orderId), await lots.KeptAsync(orderId)));
    }

    [Fact]
    public async Task WhatTheBuyerCancelledMeanwhileIsNotCutAgain()
    {
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, "522632");
        var lotId = await trade.ListAsync(50_000);
        Guid[] orders = [await trade.BuyAsync(lotId, 10_000), await trade.BuyAsync(lotId, 10_000), await trade.BuyAsync(lotId, 10_000)];
        await lots.SayAndDieAsync(lotId, 15_000);
        foreach (var (orderId, grams) in orders.Zip([2_000L, 7_000L, 10_000L]))
        {
            Assert.True((await trade.CancelLineAsync(orderId, lotId, grams)).IsOk);
        }

        await lots.CarryOutAsync();

        Assert.Equal((3_000, 0, 0), (await lots.CutAsync(orders[0]), await lots.CutAsync(orders[1]), await lots.CutAsync(orders[2])));
        Assert.Equal(
            (5_000, 3_000, 0),
            (await lots.KeptAsync(orders[0]), await lots.KeptAsync(orders[1]), await lots.KeptAsync(orders[2]))
        );
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task WhatWasSentMeanwhileStaysWithItsBuyer()
    {
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, "522635");
        var lotId = await trade.ListAsync(50_000);
        var (before, meanwhile, waiting) = (
            await trade.BuyAsync(lotId, 8_000),
            await trade.BuyAsync(lotId, 10_000),
            await trade.BuyAsync(lotId, 10_000)
        );
        await trade.ShipAsync(before);
        await lots.SayAndDieAsync(lotId, 10_000);
        await trade.ShipAsync(meanwhile);

        await lots.CarryOutAsync();

        Assert.Equal((0, 5_000), (await lots.CutAsync(meanwhile), await lots.CutAsync(waiting)));
        Assert.Equal(
            (8_000, 10_000, 5_000),
            (await lots.KeptAsync(before), await lots.KeptAsync(meanwhile), await lots.KeptAsync(waiting))
        );
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task ALookChangesNothingAndSaysWhatWillBe()
    {
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, "522636");
        var lotId = await trade.ListAsync(50_000);
        var (one, other) = (await trade.BuyAsync(lotId, 3_000), await trade.OrderAsync(lotId, 6_000));
        var before = await trade.LotAsync(lotId);

        var seen = (await lots.Service.PreviewAsync(lots.Intent(lotId, 3_000))).Value;

        Assert.Equal(
            [(other, OrderStatus.AwaitingPayment, 2_000), (one, OrderStatus.Paid, 1_000)],
            seen.Claims.Select(claim => (claim.OrderId, seen.Orders[claim.OrderId], claim.GivenGrams))
        );
        var after = await trade.LotAsync(lotId);
        Assert.Equal((before.Version, LotStatus.Open, 41_000), (after.Version, after.Status, after.AvailableGrams));
        var said = await lots.SayAsync(lotId, 3_000);
        Assert.Equal(
            seen.Claims.Select(claim => (claim.OrderId, claim.GivenGrams)),
            said.Claims.Select(claim => (claim.OrderId, claim.GivenGrams))
        );
    }

    [Fact]
    public async Task WhatIsRefusedLeavesTheLotOnSale()
    {
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, "520324");
        var lotId = await trade.ListAsync(50_000);
        Assert.Equal("shortfall.nothing-promised", (await lots.Service.SayAsync(lots.Intent(lotId, 0))).Rejections[0].Code);
        await trade.BuyAsync(lotId, 5_000);
        var version = (await trade.LotAsync(lotId)).Version;

        Assert.Equal(
            "shortfall.changed",
            (await lots.Service.SayAsync(lots.Intent(lotId, 500) with { SeenGrams = 5_500 })).Rejections[0].Code
        );
        Assert.Equal("shortfall.step", (await lots.Service.SayAsync(lots.Intent(lotId, 501))).Rejections[0].Code);
        Assert.Equal("shortfall.not-less", (await lots.Service.SayAsync(lots.Intent(lotId, 5_000))).Rejections[0].Code);
        Assert.Equal("shortfall.note", (await lots.Service.SayAsync(lots.Intent(lotId, 500) with { Note = "" })).Rejections[0].Code);

        var lot = await trade.LotAsync(lotId);
        Assert.Equal((LotStatus.Open, 45_000, version), (lot.Status, lot.AvailableGrams, lot.Version));
        await trade.OrderAsync(lotId, 45_000);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task OnlyTheLinesOfTheLotAreCut()
    {
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, "520327");
        var (lotId, other) = (await trade.ListAsync(50_000), await trade.ListAsync(50_000));
        var placed = await trade.Orders.PlaceAsync(trade.Intent(lotId, 5_000) with { Lines = [new(lotId, 5_000), new(other, 4_000)] });
        Assert.True((await trade.PayAsync(placed.Value)).IsOk);
        Assert.True((await trade.Lots.CloseAsync(lotId, trade.Farmer)).IsOk);

        await lots.SayAsync(lotId, 2_000);

        var order = (await trade.Reads.FindAsync(placed.Value, trade.Buyer))!.Order;
        Assert.Equal(
            [(lotId, 2_000), (other, 4_000)],
            order.Lines.OrderBy(line => line.KeptGrams).Select(line => (line.LotId, line.KeptGrams))
        );
        Assert.Equal((LotStatus.Open, 46_000), ((await trade.LotAsync(other)).Status, (await trade.LotAsync(other)).AvailableGrams));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task AnInstitutionIsCutByTheSameRuleAsEverybodyElse()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB007", "522601");
        var lots = new ShortfallFixture(market, deals.Trade);
        var lotId = await deals.ListAsync(450_000);
        var small = await deals.Trade.BuyAsync(lotId, 10_000);
        var proposal = Assert.Single(await deals.RunAsync(await deals.PostAsync()));
        await deals.AcceptAsync(proposal);
        Assert.True((await deals.PayAsync(proposal.Id)).IsOk);

        var said = await lots.SayAsync(lotId, 205_000);

        Assert.Equal(
            [(proposal.Id, 400_000, 200_000L), (small, 10_000, 5_000L)],
            said.Claims.Select(claim => (claim.OrderId, claim.PromisedGrams, claim.CutGrams))
        );
        Assert.Equal((200_000, 5_000), ((await deals.OrderAsync(proposal.Id))!.Lines.Single().KeptGrams, await lots.KeptAsync(small)));
        await InvariantAssert.AssertHoldAsync(deals.Trade.Db());
    }

    [Fact]
    public async Task TheOperatorsRuleIsTheOneThatCounts()
    {
        await using var own = new MarketApp(Environments.Development, ("Matching:RationRule", "MaxMin"));
        var (trade, lots) = await ShortfallFixture.OpenAsync(own, "522634");
        var lotId = await trade.ListAsync(50_000);
        var (small, large) = (await trade.BuyAsync(lotId, 1_000), await trade.BuyAsync(lotId, 9_000));

        var said = await lots.SayAsync(lotId, 5_000);

        Assert.Equal(
            (RationRule.MaxMin, RationRule.MaxMin),
            (said.Shortfall.Rule, (await lots.Reads.PromisesAsync(lotId, trade.Farmer))!.Rule)
        );
        Assert.Equal((1_000, 4_000), (await lots.KeptAsync(small), await lots.KeptAsync(large)));
        Assert.Equal(0, await lots.CutAsync(small));
        Assert.Single(await NotifiedAsync(trade));
    }

    /// <summary>What the buyer of all this was told.</summary>
    private static async Task<IReadOnlyList<NotificationSubject>> NotifiedAsync(OrderFixture trade)
    {
        await using var db = trade.Db();
        return await db.Set<Notification>()
            .Where(notification => notification.MemberId == trade.Buyer && notification.Kind == "OrderCut")
            .Select(notification => notification.About)
            .ToListAsync(Cancel);
    }
}
