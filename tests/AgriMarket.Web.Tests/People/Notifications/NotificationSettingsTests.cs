using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.OrderNotifications;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.People.Notifications;

/// <summary>Members choose about what concerns them, by what the market offers.</summary>
public sealed class NotificationSettingsTests(MarketApp market) : IClassFixture<MarketApp>
{
    private readonly FarmFixture scene = new(market);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MemberRole.Resident, new[] { "Deliveries", "Orders", "Roles" })]
    [InlineData(
        MemberRole.Farmer,
        new[] { "Lots", "Sales", "Payouts", "Unsold", "Deliveries", "Audits", "Cases", "Matching", "Orders", "Roles" }
    )]
    [InlineData(MemberRole.Institution, new[] { "Deliveries", "Matching", "Orders", "Roles" })]
    [InlineData(MemberRole.Administrator, new[] { "Payouts", "Applications", "Payments", "Deliveries", "Orders", "Roles" })]
    public async Task EachRoleSeesWhatConcernsIt(MemberRole role, string[] groups)
    {
        var member = role == MemberRole.Resident ? await scene.JoinAsync() : await scene.JoinAsync(role);

        var settings = await scene.Get<NotificationReads>().SettingsAsync(member.Id);

        Assert.Equal(groups.Order(), settings.Groups.Select(group => group.Code).Order());
    }

    [Fact]
    public async Task ThePageShowsABoxForEachChannelThatTheMarketOffers()
    {
        await using var mailing = Mailing();
        var there = new FarmFixture(mailing);
        using var browser = await there.BrowseAsync(await there.JoinAsync());

        var page = await browser.GetStringAsync("/me/notifications", Cancel);

        Assert.Equal(3, page.Split("name=\"Chosen.On\"").Length - 1);
        Assert.Contains("value=\"Mail:Orders\" checked", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Sms:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Mail:Funds", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotShownIsNotChanged()
    {
        await using var mailing = Mailing();
        var there = new FarmFixture(mailing);
        var member = await there.JoinAsync();
        var before = await there.Get<NotificationReads>().SettingsAsync(member.Id);

        Assert.True((await there.Get<NotificationService>().ChooseAsync(member.Id, [BuyerNotifications.Group], [])).IsOk);

        var after = (await there.Get<NotificationReads>().SettingsAsync(member.Id)).Chosen;
        Assert.Equal(before.Chosen.Except([new("Orders", NotificationChannel.Mail)]).ToHashSet(), after);
        Assert.Equal(2, after.Count);
    }

    private static MarketApp Mailing() =>
        new(
            Environments.Development,
            ("Notifications:Smtp:Host", "127.0.0.1"),
            ("Notifications:Smtp:From", "AgriMarket <notifications@market.example>"),
            ("Notifications:MailSeconds", "3600")
        );
}
