using System.Net;
using System.Text;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.NotificationSending;
using AgriMarket.Web.People.WebPush;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Messages;
using AgriMarket.Web.Trade.OrderNotifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.People.WebPush;

/// <summary>Notifications to browsers, by a push service that answers as it is told.</summary>
public sealed class PushChannelTests : IAsyncLifetime
{
    private readonly FakePushService service = new();
    private readonly MarketApp market;
    private readonly FarmFixture scene;

    public PushChannelTests()
    {
        market = new(Environments.Development, [.. FakePushService.Settings()])
        {
            Contributes = services => services.AddSingleton(new PushTransport(service)),
        };
        scene = new(market);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task EachBrowserOfAMemberIsToldOnceInSecret()
    {
        var member = await scene.JoinAsync();
        var browsers = new[] { await SubscribeAsync(member), await SubscribeAsync(member) };
        await NotifyAsync(member);

        Assert.Equal(1, await SendAsync());
        Assert.Equal(0, await SendAsync());

        Assert.Equal(browsers.Order(), service.Asked.Select(asked => asked.To.ToString()).Order());
        Assert.All(
            service.Asked,
            asked =>
            {
                Assert.StartsWith("vapid t=", asked.Signature, StringComparison.Ordinal);
                Assert.DoesNotContain("SF1", Encoding.UTF8.GetString(asked.Body), StringComparison.Ordinal);
            }
        );
        Assert.Equal(NotificationDeliveryStatus.Sent, (await OnlyAsync(member)).Status);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Gone)]
    public async Task ABrowserThatIsGoneIsForgottenAndTheOthersAreTold(HttpStatusCode gone)
    {
        var member = await scene.JoinAsync();
        service.Answers[await SubscribeAsync(member)] = gone;
        var here = await SubscribeAsync(member);
        await NotifyAsync(member);

        await SendAsync();

        Assert.Equal(here, Assert.Single(await scene.Get<SubscriptionService>().OfAsync(member.Id)).Endpoint);
        Assert.Equal(NotificationDeliveryStatus.Sent, (await OnlyAsync(member)).Status);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task WhatMayBeBetterLaterIsTriedAgainLaterAndLater(HttpStatusCode busy)
    {
        var member = await scene.JoinAsync();
        var browser = await SubscribeAsync(member);
        service.Answers[browser] = busy;
        await NotifyAsync(member);

        await SendAsync();
        Assert.Equal(NotificationDeliveryStatus.Waiting, (await OnlyAsync(member)).Status);
        Assert.Equal(0, await SendAsync());
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync();
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await SendAsync());

        service.Answers.TryRemove(browser, out _);
        market.Clock.Advance(TimeSpan.FromMinutes(4));
        await SendAsync();
        var delivery = await OnlyAsync(member);
        Assert.Equal((NotificationDeliveryStatus.Sent, 3), (delivery.Status, delivery.Attempts));
    }

    [Fact]
    public async Task WhatIsWrongWithTheMessageIsNotTriedAgain()
    {
        var member = await scene.JoinAsync();
        service.Answers[await SubscribeAsync(member)] = HttpStatusCode.RequestEntityTooLarge;
        await NotifyAsync(member);

        await SendAsync();

        var delivery = await OnlyAsync(member);
        Assert.Equal((NotificationDeliveryStatus.Failed, "The push service answered 413."), (delivery.Status, delivery.Failure));
    }

    [Fact]
    public async Task WhoHasAskedInNoBrowserGetsNoneAndAMarketWithoutKeysOffersNone()
    {
        var member = await scene.JoinAsync();
        await NotifyAsync(member);
        Assert.Equal(0, await SendAsync());
        Assert.Empty(service.Asked);

        await using var without = new MarketApp(Environments.Development);
        Assert.Empty(new FarmFixture(without).Get<NotificationChannels>().Offered);
    }

    [Fact]
    public async Task ThePageTakesABrowserInAndLetsItGo()
    {
        var member = await scene.JoinAsync();
        await SubscribeAsync(member);
        using var browser = await scene.BrowseAsync(member);

        var page = await browser.GetStringAsync("/me/notifications", Cancel);

        Assert.Contains("<push-button", page, StringComparison.Ordinal);
        Assert.Contains("push.example，", page, StringComparison.Ordinal);
        using var worker = await browser.GetAsync("/push-worker.js", Cancel);
        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (worker.StatusCode, worker.Content.Headers.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("mailto:a@example.org", "", "VAPID keys")]
    [InlineData("market@example.org", null, "Notifications:WebPush:Subject")]
    public void WrongSettingsStopTheStart(string subject, string? privateKey, string sentence)
    {
        var keys = FakePushService.Settings().ToDictionary(setting => setting.Item1, setting => setting.Item2);
        var options = new WebPushOptions
        {
            Subject = subject,
            PublicKey = keys["Notifications:WebPush:PublicKey"],
            PrivateKey = privateKey ?? keys["Notifications:WebPush:PrivateKey"],
        };

        Assert.Contains(sentence, Assert.Single(options.Validate(new(options))).ErrorMessage, StringComparison.Ordinal);
    }

    private Task<int> SendAsync() => scene.Get<NotificationSender>().SendDueAsync(Cancel);

    private async Task<string> SubscribeAsync(Member member)
    {
        var browser = FakePushService.Browser();
        Assert.True((await scene.Get<SubscriptionService>().SubscribeAsync(member.Id, browser, "zh")).IsOk);
        return browser.Endpoint!;
    }

    private async Task NotifyAsync(Member member) =>
        Assert.True(
            (
                await scene
                    .Get<NotificationService>()
                    .NotifyAsync(
                        [member.Id],
                        new NotificationDraft(
                            BuyerNotifications.ParcelShipped,
                            "1",
                            new NotificationSubject { OrderId = Guid.CreateVersion7(), Name = "顺丰速运 SF1" }
                        )
                    )
            ).IsOk
        );

    private async Task<NotificationDelivery> OnlyAsync(Member member)
    {
        await using var db = OrderFixture.Db(market);
        return await db.Set<NotificationDelivery>()
            .SingleAsync(row => db.Set<Notification>().Any(it => it.Id == row.NotificationId && it.MemberId == member.Id), Cancel);
    }
}
