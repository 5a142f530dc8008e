using System.Globalization;
using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Tastings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Shell;

/// <summary>A capability is a folder and one line: the market shows, sends and verifies what its module hands in.</summary>
public sealed class NewCapabilityTests : IAsyncLifetime
{
    private readonly MarketApp market = new(
        Environments.Development,
        ("Notifications:Smtp:Host", "127.0.0.1"),
        ("Notifications:Smtp:From", "AgriMarket <notifications@market.example>"),
        ("Notifications:MailSeconds", "3600")
    )
    {
        Contributes = TastingModule.AddTastings,
    };

    private readonly FarmFixture scene;

    public NewCapabilityTests() => scene = new(market);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task ItsPageStandsInNavigationWhereItSaysAndAnswers()
    {
        using var browser = await scene.BrowseAsync(await scene.JoinAsync());

        var shop = await browser.GetStringAsync("/", Cancel);
        Assert.Equal(
            ["/help-sell", "/campaigns", "/tastings", "/cart"],
            Links(shop[shop.IndexOf("top-nav", StringComparison.Ordinal)..]).Skip(1).Take(4)
        );
        Assert.Contains("href=\"/tastings\"", await browser.GetStringAsync("/me", Cancel), StringComparison.Ordinal);
        Assert.Contains("<h1>今日试吃</h1>", await browser.GetStringAsync("/tastings", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItsNotificationIsShownWithSentenceAndLinkAndChosenByItsGroup()
    {
        var member = await scene.JoinAsync();
        await NotifyAsync(member.Id, "potatoes");
        using var browser = await scene.BrowseAsync(member);

        var page = await browser.GetStringAsync("/notifications", Cancel);
        Assert.Contains("阿婆开了试吃会，备了 ", page, StringComparison.Ordinal);
        Assert.Matches("href=\"/tastings\"[^>]*>去试吃</a>", page);
        Assert.Contains((await scene.Get<NotificationReads>().SettingsAsync(member.Id)).Groups, group => group.Code == "Tastings");
        Assert.Contains("试吃会", await browser.GetStringAsync("/me/notifications", Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MemberRole.Farmer, true)]
    [InlineData(MemberRole.Resident, false)]
    public async Task ItsPermissionIsForTheRolesThatItNames(MemberRole role, bool isAllowed)
    {
        var member = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role.ToString())], "test"));

        var asked = await scene.GetScoped<IAuthorizationService>().AuthorizeAsync(member, TastingModule.Hosts);

        Assert.Equal(isAllowed, asked.Succeeded);
    }

    [Fact]
    public async Task ItsTopicCanBeWatched()
    {
        var seen = new List<string>();
        using var watcher = scene
            .Get<LiveFeed>()
            .Watch(
                changes =>
                {
                    seen.AddRange(changes.Select(change => change.Topic));
                    return Task.CompletedTask;
                },
                TastingModule.Topic
            );

        await scene
            .Get<MarketWriter>()
            .RunAsync<Done>(scope =>
            {
                scope.Announce(new LiveSignal(TastingModule.Topic, scope.Now));
                return Task.FromResult<Result<Done>>(Done.Instance);
            });
        scene.Get<LiveFeed>().DeliverAll();

        Assert.Equal([TastingModule.Topic], seen);
    }

    [Fact]
    public async Task VerifyHoldsItsRule()
    {
        var member = await scene.JoinAsync();
        await NotifyAsync(member.Id, "potatoes");
        Assert.Equal(0, (await VerifyAsync()).Breaches);

        await NotifyAsync(member.Id, "nothing");
        var (breaches, report) = await VerifyAsync();
        Assert.Equal(1, breaches);
        Assert.Contains("A tasting is open for some goods.", report, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatNobodyHandsInAnyMoreIsShownPlainlyAndHoldsUpNothing()
    {
        var formatter = scene.GetScoped<NotificationFormatter>();
        var unknown = new Notification
        {
            Id = Guid.CreateVersion7(),
            MemberId = Guid.CreateVersion7(),
            Kind = "Retired",
            Subject = "",
            About = new(),
            At = DateTime.UnixEpoch,
        };

        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            Assert.Equal("There is a notification whose content the market cannot show at present.", formatter.Sentence(unknown));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        Assert.Empty(formatter.Actions(unknown));
    }

    private static IEnumerable<string> Links(string html) =>
        html.Split("href=\"").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]);

    private Task<Result<int>> NotifyAsync(Guid memberId, string goods) =>
        scene
            .Get<NotificationService>()
            .NotifyAsync(
                [memberId],
                new NotificationDraft(TastingModule.Opened, goods, new NotificationSubject { Grams = 5_000, Name = "阿婆" })
            );

    private async Task<(long Breaches, string Report)> VerifyAsync()
    {
        await using var db = await scene.Get<IDbContextFactory<MarketDb>>().CreateDbContextAsync(Cancel);
        await using var report = new StringWriter();
        var breaches = await scene.Get<Auditor>().ReportAsync(db, report, Cancel);
        return (breaches, report.ToString());
    }
}
