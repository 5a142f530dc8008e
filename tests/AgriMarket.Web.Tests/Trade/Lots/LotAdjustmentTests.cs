using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Trade.Lots;

public sealed class LotAdjustmentTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatAFarmerFindsLosesAndGivesAwayIsInTheBooks()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var lotId = await trade.ListAsync(10_000);

        Assert.True((await trade.AdjustAsync(lotId, AdjustmentKind.Found, 700)).IsOk);
        Assert.True((await trade.AdjustAsync(lotId, AdjustmentKind.Damaged, 300)).IsOk);
        Assert.True((await trade.AdjustAsync(lotId, AdjustmentKind.GivenAway, 1_000)).IsOk);

        var lot = await trade.LotAsync(lotId);
        Assert.Equal((10_000, -600, 9_400, 4), (lot.ListedGrams, lot.AdjustedGrams, lot.AvailableGrams, lot.Version));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task WhatIsHeldOrSoldCannotBeDamaged()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
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
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var (lotId, id) = (await trade.ListAsync(10_000), Guid.CreateVersion7());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 1_000).Select(_ => trade.AdjustAsync(lotId, AdjustmentKind.Damaged, 1_000, id))
        );

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
        var trade = await OrderFixture.OpenAsync(market, "520328");
        var lotId = await trade.ListAsync(10_000);

        Assert.Equal(
            "lot.unknown",
            (
                await trade.Lots.AdjustAsync(
                    new AdjustmentIntent(Guid.CreateVersion7(), lotId, trade.Stranger, AdjustmentKind.Damaged, 500, "")
                )
            )
                .Rejections[0]
                .Code
        );
        Assert.Equal(10_000, (await trade.LotAsync(lotId)).AvailableGrams);
    }
}
