using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using AgriMarket.Web.Tests.Trade.Stock;
using AgriMarket.Web.Trade.Lots;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.Lots;

public sealed class LotEditTests(StockHubTests.OverSockets served) : IClassFixture<StockHubTests.OverSockets>
{
    private readonly MarketApp market = served.Market;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LotEditService Edits => market.Services.GetRequiredService<LotEditService>();

    [Fact]
    public async Task AChangeIsOnEveryOpenPageAndOrdersKeepTheirPrice()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var lotId = await trade.ListAsync(10_000);
        var orderId = await trade.OrderAsync(lotId, 1_000);
        await using var client = await StockClient.ConnectAsync(market);
        await client.WatchAsync(lotId);
        var before = await client.NextAsync();

        var edit = Of(await trade.LotAsync(lotId)) with { UnitPriceFen = 420, Remark = "高山", BestBeforeOn = trade.Today.AddDays(9) };
        Assert.True((await Edits.EditAsync(edit)).IsOk);
        Assert.True((await Edits.EditAsync(edit)).IsOk);

        var after = await client.NextAsync();
        Assert.Equal((before.Version + 1, 420, $"{trade.Today.AddDays(9):O}"), (after.Version, after.PriceFen, after.BestBeforeOn));
        var lot = await trade.LotAsync(lotId);
        Assert.Equal((420, "高山", 2L), (lot.UnitPriceFen, lot.Remark, lot.EditVersion));
        Assert.Equal(760, (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order.GoodsFen);
        Assert.Equal([StockReason.Edited, StockReason.Held, StockReason.Listed], await ReasonsAsync(trade, lotId));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task TheSecondOfTwoSavesUndoesNothing()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var lotId = await trade.ListAsync(10_000);
        var seen = Of(await trade.LotAsync(lotId));
        Assert.True((await Edits.EditAsync(seen with { UnitPriceFen = 300 })).IsOk);

        Assert.Equal("edit.changed", Assert.Single((await Edits.EditAsync(seen with { Remark = "新挖的" })).Rejections).Code);
        Assert.Equal((300, ""), (await trade.LotAsync(lotId)) is var lot ? (lot.UnitPriceFen, lot.Remark) : default);

        // A price cut in between is a save, and stock that moves is none.
        var again = Of(await trade.LotAsync(lotId));
        await trade.BuyAsync(lotId, 1_000);
        Assert.True((await Edits.EditAsync(again with { Remark = "新挖的" })).IsOk);
        Assert.True((await trade.Lots.LowerPriceAsync(lotId, trade.Farmer, 250)).IsOk);
        Assert.Equal("edit.changed", (await Edits.EditAsync(again with { SeenVersion = 3, Remark = "沙地的" })).Rejections[0].Code);
    }

    [Fact]
    public async Task WhatACampaignOrASchemeRestsOnDoesNotChange()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var (offered, named) = (await trade.ListAsync(10_000), await trade.ListAsync(10_000));
        await market.PublishAsync(trade, offered);
        var proposal = trade.Proposal(SchemeKind.PercentOfGoods, 0, 1_000, 100_000);
        await trade.OpenFundAsync(proposal with { Conditions = proposal.Conditions with { LotIds = [named] } });

        foreach (var lotId in new[] { offered, named })
        {
            var seen = Of(await trade.LotAsync(lotId));
            var refused = (await Edits.EditAsync(seen with { UnitPriceFen = 400, BestBeforeOn = trade.Today.AddDays(3) })).Rejections;
            Assert.Equal(
                [("lot.relied-on", nameof(LotEdit.UnitPriceFen)), ("lot.relied-on", nameof(LotEdit.BestBeforeOn))],
                refused.Select(wrong => (wrong.Code, wrong.Field!))
            );
            Assert.True((await Edits.EditAsync(seen with { UnitPriceFen = 300 })).IsOk);
        }
    }

    [Fact]
    public async Task APausedLotIsOffSaleUntilItIsResumed()
    {
        var trade = await OrderFixture.OpenAsync(market, "522635");
        var lotId = await trade.ListAsync(10_000);
        var paid = await trade.BuyAsync(lotId, 2_000);
        await using var client = await StockClient.ConnectAsync(market);
        await client.WatchAsync(lotId);
        await client.NextAsync();

        Assert.True((await Edits.PauseAsync(lotId, trade.Farmer, isPaused: true)).IsOk);
        Assert.True((await Edits.PauseAsync(lotId, trade.Farmer, isPaused: true)).IsOk);
        Assert.Equal(0, (await client.NextAsync()).AvailableGrams);
        Assert.Equal("lot.off-sale", (await trade.Orders.PlaceAsync(trade.Intent(lotId, 500))).Rejections[0].Code);

        // What comes back lies there until it is on sale again.
        Assert.True((await trade.CancelLineAsync(paid, lotId, 1_000)).IsOk);
        Assert.True((await trade.AdjustAsync(lotId, AdjustmentKind.Found, 500)).IsOk);
        Assert.True((await Edits.PauseAsync(lotId, trade.Farmer, isPaused: false)).IsOk);
        Assert.Equal((LotStatus.Open, 9_500L), (await trade.LotAsync(lotId)) is var lot ? (lot.Status, lot.AvailableGrams) : default);
        Assert.True((await trade.Orders.PlaceAsync(trade.Intent(lotId, 500))).IsOk);
        Assert.Equal(1, (await ReasonsAsync(trade, lotId)).Count(reason => reason == StockReason.Paused));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task APausedLotEndsLikeAnyOtherAndAStrangerChangesNothing()
    {
        var trade = await OrderFixture.OpenAsync(market, "522633");
        var lotId = await trade.ListAsync(10_000);
        Assert.Equal("lot.unknown", (await Edits.PauseAsync(lotId, trade.Stranger, isPaused: true)).Rejections[0].Code);
        Assert.Equal(
            "lot.unknown",
            (await Edits.EditAsync(Of(await trade.LotAsync(lotId)) with { FarmerId = trade.Stranger })).Rejections[0].Code
        );

        Assert.True((await Edits.PauseAsync(lotId, trade.Farmer, isPaused: true)).IsOk);
        Assert.True((await trade.Lots.CloseAsync(lotId, trade.Farmer)).IsOk);
        Assert.Equal("lot.off-sale", (await Edits.PauseAsync(lotId, trade.Farmer, isPaused: false)).Rejections[0].Code);
        Assert.Equal("lot.off-sale", (await Edits.EditAsync(Of(await trade.LotAsync(lotId)))).Rejections[0].Code);
    }

    private static LotEdit Of(Lot lot) =>
        new(lot.Id, lot.FarmerId, lot.EditVersion, lot.Remark, lot.UnitPriceFen, lot.ReadyOn, lot.BestBeforeOn);

    private static async Task<List<StockReason>> ReasonsAsync(OrderFixture trade, Guid lotId)
    {
        await using var db = trade.Db();
        return await db.Set<StockJournalEntry>()
            .Where(entry => entry.LotId == lotId)
            .OrderByDescending(entry => entry.Version)
            .Select(entry => entry.Reason)
            .ToListAsync(Cancel);
    }
}
