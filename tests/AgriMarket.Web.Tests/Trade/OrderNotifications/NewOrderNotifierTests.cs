using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.OrderNotifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.OrderNotifications;

/// <summary>Farmers are told of paid orders: of all within some minutes at once, and once.</summary>
public sealed class NewOrderNotifierTests(MarketApp market) : IClassFixture<MarketApp>
{
    private readonly FarmFixture scene = new(market);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OrdersOfAFewMinutesAreOneNotificationWithTheirNumberAndWeight()
    {
        var (farmer, buyer) = await BeginAsync();
        var lotId = await scene.ListAsync(farmer);
        await scene.BuyAsync(buyer, lotId, 2_000);
        market.Clock.Advance(TimeSpan.FromMinutes(2));
        await scene.BuyAsync(buyer, lotId, 3_000);

        await scene.Get<NewOrderNotifier>().NotifyDueAsync(Cancel);
        Assert.Empty(await ToldAsync(farmer));

        LetWindowEnd();
        await scene.Get<NewOrderNotifier>().NotifyDueAsync(Cancel);

        var told = Assert.Single(await ToldAsync(farmer));
        Assert.Equal((2, 5_000L, FarmFixture.Potato), (told.About.Count, told.About.Grams, told.About.ProduceCode));
        Assert.StartsWith("有 2 笔已付款的订单要发货：", scene.GetScoped<NotificationFormatter>().Sentence(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyIsToldTwiceWhoeverLooks()
    {
        var (farmer, buyer) = await BeginAsync();
        await scene.BuyAsync(buyer, await scene.ListAsync(farmer), 2_000);
        LetWindowEnd();

        // Another process, and this one after its next start, know nothing of what was told.
        for (var looks = 0; looks < 3; looks++)
        {
            await ActivatorUtilities.CreateInstance<NewOrderNotifier>(market.Services).NotifyDueAsync(Cancel);
        }

        Assert.Single(await ToldAsync(farmer));
    }

    [Fact]
    public async Task EachWindowIsToldOfApart()
    {
        var (farmer, buyer) = await BeginAsync();
        var lotId = await scene.ListAsync(farmer);
        foreach (var grams in new long[] { 2_000, 3_000 })
        {
            await scene.BuyAsync(buyer, lotId, grams);
            LetWindowEnd();
        }

        await scene.Get<NewOrderNotifier>().NotifyDueAsync(Cancel);

        Assert.Equal([2_000L, 3_000L], (await ToldAsync(farmer)).Select(told => told.About.Grams!.Value).Order());
    }

    [Fact]
    public async Task WhatWasCancelledMeanwhileAndWhatNobodyPaidAreNotTold()
    {
        var (farmer, buyer) = await BeginAsync();
        var lotId = await scene.ListAsync(farmer);
        var orderId = await scene.BuyAsync(buyer, lotId, 2_000);
        Assert.True(
            (
                await scene
                    .Get<AgriMarket.Web.Trade.Refunds.RefundService>()
                    .CancelAsync(Guid.CreateVersion7(), orderId, buyer.Id, [new(lotId, 2_000)])
            ).IsOk
        );
        await scene.OrderAsync(buyer, lotId, 3_000);
        LetWindowEnd();

        await scene.Get<NewOrderNotifier>().NotifyDueAsync(Cancel);

        Assert.Empty(await ToldAsync(farmer));
    }

    /// <summary>At the beginning of a window, so that no test falls apart at its end.</summary>
    private async Task<(Member Farmer, Member Buyer)> BeginAsync()
    {
        LetWindowEnd();
        return (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync());
    }

    private void LetWindowEnd()
    {
        var now = market.Clock.GetUtcNow().UtcDateTime;
        var after = NotificationWindow.Of(now, NewOrderNotifier.Window).End + NewOrderNotifier.Window + TimeSpan.FromSeconds(1);
        market.Clock.Advance(NotificationWindow.Of(after, NewOrderNotifier.Window).Start + NewOrderNotifier.ClosedAfter - now);
    }

    private async Task<List<Notification>> ToldAsync(Member farmer)
    {
        await using var db = OrderFixture.Db(market);
        return await db.NotificationsOf(farmer.Id)
            .AsNoTracking()
            .Where(row => row.Kind == SaleNotifications.OrdersCame.Code)
            .ToListAsync(Cancel);
    }
}
