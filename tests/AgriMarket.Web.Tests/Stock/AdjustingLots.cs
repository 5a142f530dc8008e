using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Stock;
using AgriMarket.Web.Tests.Orders;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Stock;

public sealed class AdjustingLots(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatAFarmerFindsLosesAndGivesAwayIsInTheBooks()
    {
        var trade = await Trade.OpenAsync(market, "522634");
        var lotId = await trade.ListAsync(10_000);

        Assert.True((await trade.AdjustAsync(lotId, AdjustmentKind.Found, 700)).IsOk);
        Assert.True((await trade.AdjustAsync(lotId, AdjustmentKind.Damaged, 300)).IsOk);
        Assert.True((await trade.AdjustAsync(lotId, AdjustmentKind.GivenAway, 1_000)).IsOk);

        var lot = await trade.LotAsync(lotId);
        Assert.Equal((10_000, -600, 9_400, 4), (lot.ListedGrams, lot.AdjustedGrams, lot.AvailableGrams, lot.Version));
        await Books.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task WhatIsHeldOrSoldCannotBeDamaged()
    {
        var trade = await Trade.OpenAsync(market, "520381");
        var lotId = await trade.ListAsync(10_000);
        await trade.BuyAsync(lotId, 4_000);
        await trade.OrderAsync(lotId, 4_000);

        var refused = await trade.AdjustAsync(lotId, AdjustmentKind.Damaged, 2_001);

        Assert.Equal(("stock.short", 2_000L), (refused.Rejections[0].Code, refused.Rejections[0].Args[0]));
        Assert.True((await trade.AdjustAsync(lotId, AdjustmentKind.Damaged, 2_000)).IsOk);
        var lot = await trade.LotAsync(lotId);
        Assert.Equal((0, 4_000, 4_000), (lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams));
    }

    [Fact]
    public async Task TheSameCorrectionAThousandTimesHappensOnce()
    {
        var trade = await Trade.OpenAsync(market, "520326");
        var (lotId, id) = (await trade.ListAsync(10_000), Guid.CreateVersion7());

        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => trade.AdjustAsync(lotId, AdjustmentKind.Damaged, 1_000, id)));

        Assert.All(answers, answer => Assert.True(answer.IsOk));
        Assert.Equal("stock.id-taken", (await trade.AdjustAsync(lotId, AdjustmentKind.Damaged, 1_001, id)).Rejections[0].Code);
        Assert.Equal("stock.id-taken", (await trade.AdjustAsync(lotId, AdjustmentKind.Found, 1_000, id)).Rejections[0].Code);
        Assert.Equal(9_000, (await trade.LotAsync(lotId)).AvailableGrams);
        await using var db = trade.Db();
        Assert.Equal(1, await db.Set<Adjustment>().CountAsync(row => row.LotId == lotId, Cancel));
    }

    [Fact]
    public async Task AStrangerCorrectsNothing()
    {
        var trade = await Trade.OpenAsync(market, "520328");
        var lotId = await trade.ListAsync(10_000);

        Assert.Equal("lot.unknown", (await trade.Lots.AdjustAsync(new AdjustmentIntent(Guid.CreateVersion7(), lotId, trade.Stranger, AdjustmentKind.Damaged, 500, ""))).Rejections[0].Code);
        Assert.Equal(10_000, (await trade.LotAsync(lotId)).AvailableGrams);
    }

    [Fact]
    public async Task ALotPastBestBeforeIsWrittenOffOnce()
    {
        var trade = await Trade.OpenAsync(market, "520325");
        var lotId = await trade.ListAsync(10_000);
        await trade.BuyAsync(lotId, 4_000);
        market.Clock.Advance(TimeSpan.FromDays(31));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => trade.Lots.WriteOffPastAsync()));
        Assert.Equal((0, 0), await trade.Lots.WriteOffPastAsync());

        var lot = await trade.LotAsync(lotId);
        Assert.Equal((LotStatus.Closed, 0, 4_000, 6_000), (lot.Status, lot.AvailableGrams, lot.SoldGrams, lot.WrittenOffGrams));
        await using var db = trade.Db();
        Assert.Equal(
            [StockReason.OffSale, StockReason.PastBestBefore],
            await db.Set<StockJournalEntry>().Where(entry => entry.LotId == lotId).OrderBy(entry => entry.Version).Select(entry => entry.Reason).Skip(3).ToListAsync(Cancel));
        await Books.AssertHoldAsync(db);
    }

    [Fact]
    public async Task WhatWasHeldAtBestBeforeIsWrittenOffWhenItIsReleasedAndNeverSoldAgain()
    {
        var trade = await Trade.OpenAsync(market, "520324");
        var lotId = await trade.ListAsync(10_000);
        market.Clock.Advance(MidnightIn(30) - TimeSpan.FromMinutes(5));
        var (orderId, paid) = (await trade.OrderAsync(lotId, 3_000), await trade.OrderAsync(lotId, 1_000));
        market.Clock.Advance(TimeSpan.FromMinutes(6));
        await trade.Lots.WriteOffPastAsync();
        Assert.Equal((4_000, 6_000), ((await trade.LotAsync(lotId)).HeldGrams, (await trade.LotAsync(lotId)).WrittenOffGrams));

        Assert.True((await trade.PayAsync(paid)).IsOk);
        Assert.True((await trade.Orders.CancelAsync(orderId, trade.Buyer)).IsOk);

        var lot = await trade.LotAsync(lotId);
        Assert.Equal((0, 0, 1_000, 9_000), (lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams, lot.WrittenOffGrams));
        await Books.AssertHoldAsync(trade.Db());
    }

    /// <summary>Until the end of the last of so many China days from today.</summary>
    private TimeSpan MidnightIn(int days)
    {
        var now = market.Clock.GetUtcNow().UtcDateTime;
        return Domain.Common.ChinaTime.StartOfDay(Domain.Common.ChinaTime.Day(now).AddDays(days + 1)) - now;
    }
}
