using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Email;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
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
        Assert.Equal(NotificationEmail.Sent, (await OnlyAsync(market, member)).Mail);
    }

    [Fact]
    public async Task ADeadServerLeavesTheNoticeInTheMarketAndIsAskedAgain()
    {
        await using var market = Market(MailServer.DeadPort());
        var member = await NotifiedAsync(market);

        Assert.Equal(0, await SendAsync(market));

        // Nothing was begun, so it counts as no attempt; administrators see that the work stands still.
        var notification = await OnlyAsync(market, member);
        Assert.Equal((NotificationEmail.Waiting, 0), (notification.Mail, notification.MailAttempts));
        Assert.Equal(1, await new FarmFixture(market).Get<NotificationReads>().UnreadAsync(member.Id));
        Assert.Equal("mail.unreachable", Assert.Single((await new FarmFixture(market).Get<DueWork>().TroubleAsync()).Stops).Code);
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
            Assert.Equal(0, (await OnlyAsync(market, member)).MailAttempts);
        }
    }

    [Theory]
    [InlineData(MailBehaviour.IsBusy, NotificationEmail.Waiting, "come back later")]
    [InlineData(MailBehaviour.Refuses, NotificationEmail.Failed, "no such person")]
    [InlineData(MailBehaviour.HangsUp, NotificationEmail.Failed, "")]
    internal async Task WhatTheServerSaysDecidesWhetherItIsTriedAgain(MailBehaviour mood, NotificationEmail mail, string reason)
    {
        await using var server = new MailServer { Mood = mood };
        await using var market = Market(server.Port);
        var member = await NotifiedAsync(market);

        await SendAsync(market);

        var notification = await OnlyAsync(market, member);
        Assert.Equal(mail, notification.Mail);
        Assert.Contains(reason, notification.MailFailure, StringComparison.Ordinal);
        server.Mood = MailBehaviour.Takes;
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(mail == NotificationEmail.Waiting ? 1 : 0, await SendAsync(market));
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
                (await scope.Db.Set<Notification>().SingleAsync(notification => notification.MemberId == member.Id)).BeginMail(scope.Now);
                await scope.Db.SaveChangesAsync();
                return Done.Instance;
            });

        Assert.Equal(0, await SendAsync(market));
        market.Clock.Advance(NotificationMailer.GivenUpAfter + TimeSpan.FromMinutes(1));
        Assert.Equal(0, await SendAsync(market));

        var notification = await OnlyAsync(market, member);
        Assert.Equal((NotificationEmail.Failed, true), (notification.Mail, notification.MailFailure.Length > 0));
        Assert.Empty(server.Read);
    }

    [Fact]
    public async Task WhoWantsNoEmailOrHasNoAddressGetsNone()
    {
        await using var server = new MailServer();
        await using var market = Market(server.Port);
        var scene = new FarmFixture(market);
        var (unwilling, nowhere) = (await JoinAsync(market), await scene.JoinAsync());
        await scene.Get<NotificationService>().ChooseAsync(unwilling.Id, ["Lots", "Unsold"]);

        await NotifyAsync(market, unwilling, nowhere);

        Assert.Equal(0, await SendAsync(market));
        Assert.All([unwilling, nowhere], member => Assert.Equal(NotificationEmail.None, OnlyAsync(market, member).Result.Mail));
        Assert.Equal(["Lots", "Unsold"], (await scene.Get<NotificationReads>().SettingsAsync(unwilling.Id)).ByMail);
        await scene.Get<NotificationService>().ChooseAsync(unwilling.Id, ["Funds"]);
        Assert.Equal(["Funds"], (await scene.Get<NotificationReads>().SettingsAsync(unwilling.Id)).ByMail);
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

    private static Task<int> SendAsync(MarketApp market) => new FarmFixture(market).Get<NotificationMailer>().SendDueAsync(Cancel);

    private static async Task<Member> JoinAsync(MarketApp market)
    {
        var member = await new FarmFixture(market).JoinAsync();
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

    private static async Task<Notification> OnlyAsync(MarketApp market, Member member)
    {
        await using var db = OrderFixture.Db(market);
        return await db.Set<Notification>().AsNoTracking().SingleAsync(notification => notification.MemberId == member.Id, Cancel);
    }
}
