using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notices;
using AgriMarket.Web.Members;
using AgriMarket.Web.Notices;
using AgriMarket.Web.Platform.Storage;
using AgriMarket.Web.Tests.Lots;
using AgriMarket.Web.Tests.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using MimeKit;

namespace AgriMarket.Web.Tests.Notices;

/// <summary>E-mails of notices, to a mail server that really listens, or does not.</summary>
public sealed class NoticeMailTests
{
    private const string Mailbox = "farmer@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ANoticeGoesOutOnceInBothLanguages()
    {
        await using var server = new MailServer();
        await using var market = Market(server.Port);
        var member = await ToldAsync(market);

        Assert.Equal(1, await SendAsync(market));
        Assert.Equal(0, await SendAsync(market));

        var message = await MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Assert.Single(server.Read))), Cancel);
        Assert.Equal(Mailbox, message.To.Mailboxes.Single().Address);
        Assert.Equal("助农集市：补贴资金助农资金已使用 95%。", message.Subject);
        Assert.Contains("补贴资金助农资金已使用 95%。", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("The fund 助农资金 is 95 percent used.", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://market.example/me/notices", message.TextBody, StringComparison.Ordinal);
        Assert.Equal(NoticeMail.Sent, (await OnlyAsync(market, member)).Mail);
    }

    [Fact]
    public async Task ADeadServerLeavesTheNoticeInTheMarketAndIsAskedAgain()
    {
        await using var market = Market(MailServer.DeadPort());
        var member = await ToldAsync(market);

        await SendAsync(market);

        var notice = await OnlyAsync(market, member);
        Assert.Equal((NoticeMail.Waiting, 1), (notice.Mail, notice.MailAttempts));
        Assert.NotEmpty(notice.MailFailure);
        Assert.Equal(1, await new FarmScene(market).Get<NoticeReads>().UnreadAsync(member.Id));
        Assert.Equal(0, await SendAsync(market));

        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await SendAsync(market));
        Assert.Equal(2, (await OnlyAsync(market, member)).MailAttempts);
    }

    [Fact]
    public async Task ADeadServerIsAskedOncePerRoundHoweverMuchIsDue()
    {
        await using var market = Market(MailServer.DeadPort());
        await ToldAsync(market);
        await ToldAsync(market);

        Assert.Equal(1, await SendAsync(market));
    }

    [Theory]
    [InlineData(MailMood.IsBusy, NoticeMail.Waiting, "come back later")]
    [InlineData(MailMood.Refuses, NoticeMail.Failed, "no such person")]
    [InlineData(MailMood.HangsUp, NoticeMail.Failed, "")]
    internal async Task WhatTheServerSaysDecidesWhetherItIsTriedAgain(MailMood mood, NoticeMail mail, string reason)
    {
        await using var server = new MailServer { Mood = mood };
        await using var market = Market(server.Port);
        var member = await ToldAsync(market);

        await SendAsync(market);

        var notice = await OnlyAsync(market, member);
        Assert.Equal(mail, notice.Mail);
        Assert.Contains(reason, notice.MailFailure, StringComparison.Ordinal);
        server.Mood = MailMood.Takes;
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(mail == NoticeMail.Waiting ? 1 : 0, await SendAsync(market));
    }

    [Fact]
    public async Task WhatWasBegunWhenTheProgramDiedIsGivenUpAndNeverSentTwice()
    {
        await using var server = new MailServer();
        await using var market = Market(server.Port);
        var member = await ToldAsync(market);
        await new FarmScene(market).Get<MarketWriter>().RunAsync<Done>(async scope =>
        {
            (await scope.Db.Set<Notice>().SingleAsync(notice => notice.MemberId == member.Id)).BeginMail(scope.Now);
            await scope.Db.SaveChangesAsync();
            return Done.Instance;
        });

        Assert.Equal(0, await SendAsync(market));
        market.Clock.Advance(NoticeMailer.GivenUpAfter + TimeSpan.FromMinutes(1));
        Assert.Equal(0, await SendAsync(market));

        var notice = await OnlyAsync(market, member);
        Assert.Equal((NoticeMail.Failed, true), (notice.Mail, notice.MailFailure.Length > 0));
        Assert.Empty(server.Read);
    }

    [Fact]
    public async Task WhoWantsNoEmailOrHasNoAddressGetsNone()
    {
        await using var server = new MailServer();
        await using var market = Market(server.Port);
        var scene = new FarmScene(market);
        var (unwilling, nowhere) = (await JoinAsync(market), await scene.JoinAsync());
        await scene.Get<NoticeService>().ChooseAsync(unwilling.Id, [NoticeGroup.Lots, NoticeGroup.Unsold]);

        await TellAsync(market, unwilling, nowhere);

        Assert.Equal(0, await SendAsync(market));
        Assert.All([unwilling, nowhere], member => Assert.Equal(NoticeMail.None, OnlyAsync(market, member).Result.Mail));
        Assert.Equal([NoticeGroup.Lots, NoticeGroup.Unsold], (await scene.Get<NoticeReads>().SettingsAsync(unwilling.Id)).ByMail);
        await scene.Get<NoticeService>().ChooseAsync(unwilling.Id, [NoticeGroup.Funds]);
        Assert.Equal([NoticeGroup.Funds], (await scene.Get<NoticeReads>().SettingsAsync(unwilling.Id)).ByMail);
    }

    [Fact]
    public void AMailServerWithoutASenderStopsTheStart()
    {
        var options = new NoticeOptions { Smtp = { Host = "localhost" } };

        Assert.Contains("Notices:Smtp:From", Assert.Single(options.Validate(new(options))).ErrorMessage, StringComparison.Ordinal);
    }

    private static MarketApp Market(int port) => new(
        Environments.Development,
        ("Notices:Smtp:Host", "127.0.0.1"), ("Notices:Smtp:Port", port.ToString(CultureInfo.InvariantCulture)), ("Notices:Smtp:Security", "None"),
        ("Notices:Smtp:From", "AgriMarket <notices@market.example>"), ("Notices:SiteAddress", "https://market.example"), ("Notices:MailSeconds", "3600"));

    private static Task<int> SendAsync(MarketApp market) => new FarmScene(market).Get<NoticeMailer>().SendDueAsync(Cancel);

    private static async Task<Member> JoinAsync(MarketApp market)
    {
        var member = await new FarmScene(market).JoinAsync();
        await using var db = Trade.Db(market);
        await db.Set<Member>().Where(row => row.Id == member.Id).ExecuteUpdateAsync(row => row.SetProperty(it => it.Email, Mailbox), Cancel);
        return member;
    }

    private static async Task<Member> ToldAsync(MarketApp market)
    {
        var member = await JoinAsync(market);
        await TellAsync(market, member);
        return member;
    }

    private static Task<Result<int>> TellAsync(MarketApp market, params Member[] members) => new FarmScene(market).Get<NoticeService>().TellAsync(
        [.. members.Select(member => member.Id)], new News(NoticeKind.FundUsed, "1", new NoticeAbout { FundId = Guid.CreateVersion7(), Name = "助农资金", Percent = 95 }));

    private static async Task<Notice> OnlyAsync(MarketApp market, Member member)
    {
        await using var db = Trade.Db(market);
        return await db.Set<Notice>().AsNoTracking().SingleAsync(notice => notice.MemberId == member.Id, Cancel);
    }
}
