using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.NotificationSending;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using MimeKit;

namespace AgriMarket.Web.Tests.People.Notifications;

/// <summary>E-mails of notifications, to a mail server that really listens, or does not.</summary>
public sealed class NotificationMailTests
{
    private const string Mailbox = "farmer@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ANoticeGoesOutOnceInBothLanguages()
    {
        await using var server = new MailServer();
        await using var market = Market(server.Port);
        var member = await NotifiedAsync(market);

        Assert.Equal(1, await SendAsync(market));
        Assert.Equal(0, await SendAsync(market));

        var message = await MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Assert.Single(server.Read))), Cancel);
        Assert.Equal(Mailbox, message.To.Mailboxes.Single().Address);
        Assert.Equal("助农集市：补贴资金助农资金已使用 95%。", message.Subject);
        Assert.Contains("补贴资金助农资金已使用 95%。", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("The fund 助农资金 is 95 percent used.", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://market.example/me/notifications", message.TextBody, StringComparison.Ordinal);
        Assert.Equal(NotificationDeliveryStatus.Sent, (await OnlyAsync(market, member)).Status);
    }

    [Fact]
    public async Task ADeadServerLeavesTheNoticeInTheMarketAndIsAskedAgain()
    {
        await using var market = Market(MailServer.DeadPort());
        var member = await NotifiedAsync(market);

        Assert.Equal(0, await SendAsync(market));

        // Nothing was begun, so it counts as no attempt; administrators see that the work stands still.
        var delivery = await OnlyAsync(market, member);
        Assert.Equal((NotificationDeliveryStatus.Waiting, 0), (delivery.Status, delivery.Attempts));
        Assert.Equal(1, await new FarmFixture(market).Get<NotificationReads>().UnreadAsync(member.Id));
        Assert.Equal("notification.unreachable", Assert.Single((await new FarmFixture(market).Get<DueWork>().TroubleAsync()).Stops).Code);
        Assert.Equal(0, await SendAsync(market));
    }

    [Fact]
    public async Task ADeadServerIsNobodysFailure()
    {
        var port = MailServer.DeadPort();
        await using var market = Market(port);
        Member[] members = [await NotifiedAsync(market), await NotifiedAsync(market)];

        Assert.Equal(0, await SendAsync(market));
        Assert.Equal(0, await SendAsync(market));

        Assert.Empty((await new FarmFixture(market).Get<DueWork>().TroubleAsync()).Failures);
        foreach (var member in members)
        {
            Assert.Equal(0, (await OnlyAsync(market, member)).Attempts);
        }
    }

    [Theory]
    [InlineData(MailBehaviour.IsBusy, NotificationDeliveryStatus.Waiting, "come back later")]
    [InlineData(MailBehaviour.Refuses, NotificationDeliveryStatus.Failed, "no such person")]
    [InlineData(MailBehaviour.HangsUp, NotificationDeliveryStatus.Failed, "")]
    internal async Task WhatTheServerSaysDecidesWhetherItIsTriedAgain(MailBehaviour mood, NotificationDeliveryStatus status, string reason)
    {
        await using var server = new MailServer { Mood = mood };
        await using var market = Market(server.Port);
        var member = await NotifiedAsync(market);

        await SendAsync(market);

        var delivery = await OnlyAsync(market, member);
        Assert.Equal(status, delivery.Status);
        Assert.Contains(reason, delivery.Failure, StringComparison.Ordinal);
        server.Mood = MailBehaviour.Takes;
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(status == NotificationDeliveryStatus.Waiting ? 1 : 0, await SendAsync(market));
    }

    [Fact]
    public async Task WhatWasBegunWhenTheProgramDiedIsGivenUpAndNeverSentTwice()
    {
        await using var server = new MailServer();
        await using var market = Market(server.Port);
        var member = await NotifiedAsync(market);
        await new FarmFixture(market)
            .Get<MarketWriter>()
            .RunAsync<Done>(async scope =>
            {
                (await OfAsync(scope.Db, member)).Begin(scope.Now);
                await scope.Db.SaveChangesAsync();
                return Done.Instance;
            });

        Assert.Equal(0, await SendAsync(market));
        market.Clock.Advance(NotificationSender.GivenUpAfter + TimeSpan.FromMinutes(1));
        Assert.Equal(0, await SendAsync(market));

        var delivery = await OnlyAsync(market, member);
        Assert.Equal((NotificationDeliveryStatus.Failed, true), (delivery.Status, delivery.Failure.Length > 0));
        Assert.Empty(server.Read);
    }

    [Fact]
    public async Task WhoWantsNoEmailOrHasNoAddressGetsNone()
    {
        await using var server = new MailServer();
        await using var market = Market(server.Port);
        var scene = new FarmFixture(market);
        var (unwilling, nowhere) = (await JoinAsync(market, MemberRole.Official), await scene.JoinAsync());
        await ChooseAsync(market, unwilling);

        await NotifyAsync(market, unwilling, nowhere);

        Assert.Equal(0, await SendAsync(market));
        await using var db = OrderFixture.Db(market);
        Assert.False(await db.Set<NotificationDelivery>().AnyAsync(Cancel));
        Assert.Equal(2, await db.Set<Notification>().CountAsync(row => row.MemberId == unwilling.Id || row.MemberId == nowhere.Id, Cancel));

        await ChooseAsync(market, unwilling, new ChosenChannel("Funds", NotificationChannel.Mail));
        Assert.Contains(
            new ChosenChannel("Funds", NotificationChannel.Mail),
            (await scene.Get<NotificationReads>().SettingsAsync(unwilling.Id)).Chosen
        );
    }

    [Fact]
    public void AMailServerWithoutASenderStopsTheStart()
    {
        var options = new NotificationOptions { Smtp = { Host = "localhost" } };

        Assert.Contains("Notifications:Smtp:From", Assert.Single(options.Validate(new(options))).ErrorMessage, StringComparison.Ordinal);
    }

    private static MarketApp Market(int port) =>
        new(
            Environments.Development,
            ("Notifications:Smtp:Host", "127.0.0.1"),
            ("Notifications:Smtp:Port", port.ToString(CultureInfo.InvariantCulture)),
            ("Notifications:Smtp:Security", "None"),
            ("Notifications:Smtp:From", "AgriMarket <notifications@market.example>"),
            ("Notifications:SiteAddress", "https://market.example"),
            ("Notifications:MailSeconds", "3600")
        );

    private static Task<int> SendAsync(MarketApp market) => new FarmFixture(market).Get<NotificationSender>().SendDueAsync(Cancel);

    private static async Task<Member> JoinAsync(MarketApp market, params MemberRole[] roles)
    {
        var member = await new FarmFixture(market).JoinAsync(roles);
        await using var db = OrderFixture.Db(market);
        await db.Set<Member>()
            .Where(row => row.Id == member.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.Email, Mailbox), Cancel);
        return member;
    }

    private static async Task<Member> NotifiedAsync(MarketApp market)
    {
        var member = await JoinAsync(market);
        await NotifyAsync(market, member);
        return member;
    }

    private static Task<Result<int>> NotifyAsync(MarketApp market, params Member[] members) =>
        new FarmFixture(market)
            .Get<NotificationService>()
            .NotifyAsync(
                [.. members.Select(member => member.Id)],
                new NotificationDraft(
                    FundNotifications.FundUsed,
                    "1",
                    new NotificationSubject
                    {
                        FundId = Guid.CreateVersion7(),
                        Name = "助农资金",
                        Percent = 95,
                    }
                )
            );

    private static async Task<NotificationDelivery> OnlyAsync(MarketApp market, Member member)
    {
        await using var db = OrderFixture.Db(market);
        return await OfAsync(db, member);
    }

    private static Task<NotificationDelivery> OfAsync(MarketDb db, Member member) =>
        db.Set<NotificationDelivery>()
            .SingleAsync(row => db.Set<Notification>().Any(it => it.Id == row.NotificationId && it.MemberId == member.Id), Cancel);

    private static async Task ChooseAsync(MarketApp market, Member member, params ChosenChannel[] wanted)
    {
        var scene = new FarmFixture(market);
        var groups = (await scene.Get<NotificationReads>().SettingsAsync(member.Id)).Groups;
        Assert.True((await scene.Get<NotificationService>().ChooseAsync(member.Id, groups, wanted)).IsOk);
    }
}
