using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Trade.Lots;

public sealed class LotExpiryJobTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ALotPastBestBeforeIsWrittenOffOnce()
    {
        var trade = await OrderFixture.OpenAsync(market, "520325");
        var lotId = await trade.ListAsync(10_000, days: 1);
        await trade.BuyAsync(lotId, 4_000);
        market.Clock.Advance(TimeSpan.FromDays(2));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => trade.Lots.WriteOffPastAsync()));
        Assert.Equal((0, 0), await trade.Lots.WriteOffPastAsync(Cancel));

        var lot = await trade.LotAsync(lotId);
        Assert.Equal((LotStatus.Closed, 0, 4_000, 6_000), (lot.Status, lot.AvailableGrams, lot.SoldGrams, lot.WrittenOffGrams));
        await using var db = trade.Db();
        Assert.Equal(
            [StockReason.OffSale, StockReason.PastBestBefore],
            await db.Set<StockJournalEntry>()
                .Where(entry => entry.LotId == lotId)
                .OrderBy(entry => entry.Version)
                .Select(entry => entry.Reason)
                .Skip(3)
                .ToListAsync(Cancel)
        );
        await InvariantAssert.AssertHoldAsync(db);
    }

    [Fact]
    public async Task WhatWasHeldAtBestBeforeIsWrittenOffWhenItIsReleasedAndNeverSoldAgain()
    {
        var trade = await OrderFixture.OpenAsync(market, "520324");
        var lotId = await trade.ListAsync(10_000, days: 1);
        market.Clock.Advance(EndOfDay(1) - TimeSpan.FromMinutes(5));
        var (orderId, paid) = (await trade.OrderAsync(lotId, 3_000), await trade.OrderAsync(lotId, 1_000));
        market.Clock.Advance(TimeSpan.FromMinutes(6));
        await trade.Lots.WriteOffPastAsync(Cancel);
        Assert.Equal((4_000, 6_000), ((await trade.LotAsync(lotId)).HeldGrams, (await trade.LotAsync(lotId)).WrittenOffGrams));

        Assert.True((await trade.PayAsync(paid)).IsOk);
        Assert.True((await trade.Orders.CancelAsync(orderId, trade.Buyer)).IsOk);

        var lot = await trade.LotAsync(lotId);
        Assert.Equal((0, 0, 1_000, 9_000), (lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams, lot.WrittenOffGrams));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    /// <summary>Until the end of the last of so many China days from today.</summary>
    private TimeSpan EndOfDay(int days)
    {
        var now = market.Clock.GetUtcNow().UtcDateTime;
        return ChinaTime.StartOfDay(ChinaTime.Day(now).AddDays(days + 1)) - now;
    }
}
