using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgriMarket.Web.Tests.Money.Payments;

/// <summary>A market that took test money before charges and refunds had books of their own keeps every fen when it is brought up to date.</summary>
public sealed class OlderMarkets
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatWasPaidAndSentBackBeforeIsInTheNewBooks()
    {
        await using var market = new MarketApp();
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lotId = await trade.ListAsync(6_000);
        var late = await trade.OrderAsync(lotId, 6_000);
        trade.LetTimePass();
        await trade.Orders.ExpireDueAsync(Cancel);
        var (paid, whole) = (await trade.BuyAsync(lotId, 3_000), await trade.BuyAsync(lotId, 1_000));
        Assert.True((await trade.PayAsync(late)).IsOk);
        Assert.True((await trade.CancelLineAsync(paid, lotId, 500)).IsOk);
        Assert.True((await trade.CancelLineAsync(whole, lotId, 1_000)).IsOk);
        await trade.RoundAsync();

        await using var db = trade.Db();
        var migrator = db.GetService<IMigrator>();
        var before = db.Database.GetMigrations().Single(name => name.EndsWith("UnsoldReportsAndNotices", StringComparison.Ordinal));
        await migrator.MigrateAsync(before, Cancel);
        await migrator.MigrateAsync(null, Cancel);

        Assert.Equal([ChargeUse.Kept, ChargeUse.Kept, ChargeUse.SentBack], await db.Set<Charge>().Select(charge => charge.Use).OrderBy(use => use).ToListAsync(Cancel));
        Assert.Equal(
            new HashSet<(Guid, PaymentRefundReason)> { (late, PaymentRefundReason.Late), (paid, PaymentRefundReason.Order), (whole, PaymentRefundReason.Order) },
            (await db.Set<PaymentRefund>().ToListAsync(Cancel)).Select(refund => (refund.PaymentId, refund.Reason)).ToHashSet());
        Assert.Equal(OrderStatus.Refunded, await trade.StatusAsync(whole));
        await BooksAssert.AssertCleanAsync(BooksAssert.Everything, db);
    }
}
