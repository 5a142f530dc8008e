using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.NotificationSending;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Messages;
using AgriMarket.Web.Trade.OrderNotifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.People.Notifications;

/// <summary>Notifications by SMS, to a gateway that really listens.</summary>
public sealed class NotificationSmsTests
{
    /// <summary>Of ten milliseconds: only until a test gives up on a busy machine.</summary>
    private const int MostWaits = 6_000;

    private static readonly ChosenChannel ByParcel = new("Orders", NotificationChannel.Sms);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ItGoesToTheProvedNumberOnceAndOnlyToWhoeverWantsThat()
    {
        await using var gateway = await SmsGateway.StartAsync();
        await using var market = Market(gateway);
        var scene = new FarmFixture(market);
        var (wants, asksForNothing) = (await scene.JoinAsync(), await scene.JoinAsync());
        await ChooseAsync(scene, wants);

        await NotifyAsync(scene, "1", wants, asksForNothing);

        Assert.Equal(1, await SendAsync(scene));
        Assert.Equal(0, await SendAsync(scene));
        var (_, body) = Assert.Single(gateway.Asked);
        Assert.Equal(
            (wants.VerifiedMobile, "notification-1", "顺丰速运 SF1"),
            (
                body.GetProperty("to").GetString(),
                body.GetProperty("template").GetString(),
                body.GetProperty("parameters").GetProperty("text").GetString()!.Split("已发出：")[1].TrimEnd('。')
            )
        );
    }

    [Fact]
    public async Task AMemberGetsSoManyInADayAndTheOthersAreInTheMarketOnly()
    {
        await using var gateway = await SmsGateway.StartAsync();
        await using var market = Market(gateway, ("Sms:NotificationsPerDay", "2"));
        var scene = new FarmFixture(market);
        var member = await scene.JoinAsync();
        await ChooseAsync(scene, member);
        foreach (var parcel in new[] { "1", "2", "3" })
        {
            await NotifyAsync(scene, parcel, member);
            await SendAsync(scene);
        }

        Assert.Equal(2, gateway.Asked.Count);
        await using var db = OrderFixture.Db(market);
        Assert.Equal(1, await db.Set<NotificationDelivery>().CountAsync(row => row.Status == NotificationDeliveryStatus.Failed, Cancel));

        market.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        await NotifyAsync(scene, "4", member);
        await SendAsync(scene);
        // After a day the market's own job sends too: whoever begins it first.
        for (var waited = 0; gateway.Asked.Count < 3 && waited < MostWaits; waited++)
        {
            await Task.Delay(10, Cancel);
        }

        Assert.Equal(3, gateway.Asked.Count);
    }

    [Fact]
    public async Task WhatIsOfNoHurryAndAMarketWithoutTemplateOfferNone()
    {
        await using var gateway = await SmsGateway.StartAsync();
        await using var market = Market(gateway);
        var channels = new FarmFixture(market).Get<NotificationChannels>();
        Assert.Contains(NotificationChannel.Sms, channels.Of(BuyerNotifications.Group));
        Assert.DoesNotContain(NotificationChannel.Sms, channels.Of(NotificationGroups.Lots));

        await using var without = new MarketApp(Environments.Development, [.. gateway.Settings()]);
        Assert.DoesNotContain(NotificationChannel.Sms, new FarmFixture(without).Get<NotificationChannels>().Of(BuyerNotifications.Group));
    }

    private static MarketApp Market(SmsGateway gateway, params (string, string)[] settings) =>
        new(
            Environments.Development,
            [.. gateway.Settings(), ("Sms:NotificationTemplate", "notification-1"), ("Notifications:MailSeconds", "3600"), .. settings]
        );

    private static Task<int> SendAsync(FarmFixture scene) => scene.Get<NotificationSender>().SendDueAsync(Cancel);

    private static async Task ChooseAsync(FarmFixture scene, Member member) =>
        Assert.True((await scene.Get<NotificationService>().ChooseAsync(member.Id, [BuyerNotifications.Group], [ByParcel])).IsOk);

    private static async Task NotifyAsync(FarmFixture scene, string parcel, params Member[] members) =>
        Assert.Equal(
            members.Length,
            (
                await scene
                    .Get<NotificationService>()
                    .NotifyAsync(
                        [.. members.Select(member => member.Id)],
                        new NotificationDraft(
                            BuyerNotifications.ParcelShipped,
                            parcel,
                            new NotificationSubject { OrderId = Guid.CreateVersion7(), Name = $"顺丰速运 SF{parcel}" }
                        )
                    )
            ).Value
        );
}
