using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.OrderNotifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.OrderNotifications;

/// <summary>Buyers are told when a parcel leaves and when money goes back.</summary>
public sealed class BuyerNotifierTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ABuyerIsToldOnceThatAParcelLeftAndHowToFollowIt()
    {
        var (trade, _, orderId) = await BoughtAsync("522634");
        var parcelId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id;

        for (var sent = 0; sent < 2; sent++)
        {
            Assert.True((await trade.Orders.ShipAsync(parcelId, trade.Farmer, "顺丰", OrderFixture.NumberOf(parcelId))).IsOk);
        }

        var told = Assert.Single(await ToldAsync(trade.Buyer));
        Assert.Equal(
            (BuyerNotifications.ParcelShipped.Code, orderId, $"顺丰速运 {OrderFixture.NumberOf(parcelId)}"),
            (told.Kind, told.About.OrderId, told.About.Name)
        );
        using var scope = market.Services.CreateScope();
        var formatter = scope.ServiceProvider.GetRequiredService<NotificationFormatter>();
        Assert.Contains(Order.NumberOf(orderId), formatter.Sentence(told), StringComparison.Ordinal);
        Assert.Equal($"/orders/{orderId}", Assert.Single(formatter.Actions(told)).Href);
    }

    [Fact]
    public async Task ABuyerIsToldWhatTheFarmerGivesBackAndNotWhatTheyCancelThemselves()
    {
        var (trade, lotId, orderId) = await BoughtAsync("520381");
        Assert.True((await trade.CancelLineAsync(orderId, lotId, 500)).IsOk);
        Assert.Empty(await ToldAsync(trade.Buyer));

        var refundId = Guid.CreateVersion7();
        var refund = await trade.CannotSendAsync(orderId, lotId, 500, refundId);
        Assert.True((await trade.CannotSendAsync(orderId, lotId, 500, refundId)).IsOk);

        var told = Assert.Single(await ToldAsync(trade.Buyer));
        Assert.Equal(
            (BuyerNotifications.OrderRefunded.Code, refund.Value.BuyerFen, "遭了霜冻"),
            (told.Kind, told.About.Fen, told.About.Name)
        );
    }

    [Fact]
    public async Task ABuyerWhoPaidTooLateIsToldThatTheMoneyGoesBack()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var lotId = await trade.ListAsync(5_000);
        var orderId = await trade.OrderAsync(lotId, 5_000);
        trade.LetTimePass();
        await trade.Orders.ExpireDueAsync(Cancel);
        await trade.OrderAsync(lotId, 500);

        Assert.True((await trade.PayAsync(orderId)).IsOk);
        Assert.True((await trade.PayAsync(orderId)).IsOk);

        var told = Assert.Single(await ToldAsync(trade.Buyer));
        Assert.Equal((BuyerNotifications.PaidTooLate.Code, orderId), (told.Kind, told.About.OrderId));
    }

    private async Task<(OrderFixture Trade, Guid LotId, Guid OrderId)> BoughtAsync(string county)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        var lotId = await trade.ListAsync(50_000);
        return (trade, lotId, await trade.BuyAsync(lotId, 5_000));
    }

    private async Task<List<Notification>> ToldAsync(Guid memberId)
    {
        await using var db = OrderFixture.Db(market);
        return await db.NotificationsOf(memberId).AsNoTracking().ToListAsync(Cancel);
    }
}
