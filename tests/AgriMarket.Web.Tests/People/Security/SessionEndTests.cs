using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.People.Security;

/// <summary>What ends a session besides its member's wish, and what the browser then forgets.</summary>
public sealed class SessionEndTests(StrictMarket strict) : IClassFixture<StrictMarket>
{
    private readonly MarketApp market = strict.App;

    private static readonly TimeSpan OfficeDay = TimeSpan.FromHours(12);

    private MemberSessions Sessions => market.Services.GetRequiredService<MemberSessions>();

    private OpenSessions Open => market.Services.GetRequiredService<OpenSessions>();

    [Fact]
    public async Task APasswordEndsTheSessionThatTheBrowserHadWhoeversItWas()
    {
        var (browser, first) = await MemberVisitor.SignedInAsync(market, "17700005541");
        var second = await MemberVisitor.EnrolAsync(market, "17700005542");
        using (browser)
        {
            var before = await OnlyAsync(first);
            using var again = await browser.SignInAsync("17700005541");
            Assert.NotEqual(before, await OnlyAsync(first));

            using var other = await browser.SignInAsync("17700005542");
            Assert.Empty(await Sessions.ListAsync(first));
            await OnlyAsync(second);

            // A wrong password ends nothing.
            using var wrong = await browser.SignInAsync("17700005541", "wrong horse");
            await OnlyAsync(second);
        }
    }

    [Fact]
    public async Task ACodeEndsIt()
    {
        var (browser, id) = await MemberVisitor.SignedInAsync(market, "17700005543");
        using (browser)
        {
            var before = await OnlyAsync(id);
            using var asked = await browser.SendAsync(
                "/sign-in/code",
                "code-sign-in",
                ("Form.Mobile", "17700005543"),
                ("Form.Step", "ask")
            );
            using var signedIn = await browser.SendAsync(
                "/sign-in/code?returnTo=%2Fme",
                "code-sign-in",
                ("Form.Mobile", "17700005543"),
                ("Form.Code", await market.DigitsAsync("17700005543", CodePurpose.SignIn)),
                ("Form.Step", "enter")
            );
            Assert.Equal("/me", browser.Landing(signedIn));
            Assert.NotEqual(before, await OnlyAsync(id));
        }
    }

    [Fact]
    public async Task ARecoveryCodeEndsIt()
    {
        var member = await MemberVisitor.EnrolAsync(market, "17700005544");
        var app = await AuthenticatorApp.SetUpAsync(market, member);
        await Sessions.EndAllAsync(member);
        using var browser = new MemberVisitor(market);
        var seen = new HashSet<Guid>();
        foreach (var code in app.RecoveryCodes.Take(2))
        {
            using var asked = await browser.SignInAsync("17700005544");
            using var signedIn = await browser.SendAsync("/sign-in/factor", "factor", ("FactorCode", code));
            Assert.True(seen.Add(await OnlyAsync(member)));
        }
    }

    [Fact]
    public async Task SigningOutHasTheBrowserForgetWhatItKeptButItsLanguageAndThatItIsKnown()
    {
        var (browser, _) = await MemberVisitor.SignedInAsync(market, "17700005545");
        using (browser)
        {
            using var signedOut = await browser.PostAsync("/sign-out", ("__RequestVerificationToken", await browser.TokenAsync("/me")));

            Assert.Equal("\"cache\", \"storage\"", Assert.Single(signedOut.Headers.GetValues("Clear-Site-Data")));
        }
    }

    [Fact]
    public async Task ABrowserWhoseSessionWasEndedElsewhereForgetsTooAndPagesSayWhoseTheyAre()
    {
        var (browser, id) = await MemberVisitor.SignedInAsync(market, "17700005546");
        using (browser)
        {
            var session = await OnlyAsync(id);
            var page = await browser.ReadAsync("/me");
            Assert.Contains("<meta name=\"session\" content=\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain($"{session}", page, StringComparison.Ordinal);
            await Sessions.EndAllAsync(id);

            using var after = await browser.GetAsync("/me");
            Assert.True(after.Headers.Contains("Clear-Site-Data"));
            using var next = await browser.GetAsync("/sign-in");
            Assert.False(next.Headers.Contains("Clear-Site-Data"));
            Assert.DoesNotContain("<meta name=\"session\"", await browser.ReadAsync("/"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ASessionInOfficeLastsAWorkingDayHoweverOftenItIsUsed()
    {
        var (farmer, official) = (
            await MemberVisitor.EnrolAsync(market, "17700005547", MemberRole.Farmer),
            await MemberVisitor.EnrolAsync(market, "17700005548", MemberRole.Official)
        );
        var (ofFarmer, ofOfficial) = ((await Sessions.BeginAsync(farmer)).Value, (await Sessions.BeginAsync(official)).Value);

        market.Clock.Advance(OfficeDay - TimeSpan.FromSeconds(1));
        Assert.True(await Open.HasAsync(ofOfficial));
        market.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await Open.ReadAsync(ofOfficial));
        Assert.Empty(await Sessions.ListAsync(official));
        Assert.True(await Open.ReadAsync(ofFarmer));
    }

    [Fact]
    public async Task ASessionOfAnybodyEndsAfterASeasonAndItsRefreshTokenWithIt()
    {
        var member = await MemberVisitor.EnrolAsync(market, "17700005549");
        var (browser, program) = ((await Sessions.BeginAsync(member)).Value, (await Sessions.BeginAsync(member, "one")).Value);
        for (var month = 1; month < 6; month++)
        {
            market.Clock.Advance(TimeSpan.FromDays(30));
            Assert.True(await Open.ReadAsync(browser));
        }

        Assert.True((await Sessions.RefreshAsync(program, "one", "two")).Value);
        market.Clock.Advance(TimeSpan.FromDays(30));

        Assert.False((await Sessions.RefreshAsync(program, "two", "three")).Value);
        Assert.False(await Open.ReadAsync(browser));
        Assert.Empty(await Sessions.ListAsync(member));
    }

    [Fact]
    public async Task WhoHasASecondFactorShowsItBeforeTheyEndSessionsAndWhoHasNoneNeedNot()
    {
        var member = await MemberVisitor.EnrolAsync(market, "17700005550");
        var app = await AuthenticatorApp.SetUpAsync(market, member);
        using var browser = new MemberVisitor(market);
        using var asked = await browser.SignInAsync("17700005550");
        using var signedIn = await browser.SendAsync("/sign-in/factor", "factor", ("FactorCode", app.Next()));
        var other = (await Sessions.BeginAsync(member)).Value;
        market.Clock.Advance(MemberSession.ConfirmedFor);

        using var refused = await browser.SendAsync("/me/account", "sessions", ("Ending.Session", $"{other}"));
        var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("id=\"sessions-code\"", page, StringComparison.Ordinal);
        Assert.True(await Open.ReadAsync(other));
        using var ended = await browser.SendAsync("/me/account", "sessions", ("Ending.Session", $"{other}"), ("FactorCode", app.Next()));
        Assert.False(await Open.ReadAsync(other));

        var (without, id) = await MemberVisitor.SignedInAsync(market, "17700005551");
        using (without)
        {
            var another = (await Sessions.BeginAsync(id)).Value;
            using var atOnce = await without.SendAsync("/me/account", "sessions", ("Ending.Session", $"{another}"));
            Assert.False(await Open.ReadAsync(another));
        }
    }

    private async Task<Guid> OnlyAsync(Guid memberId) => Assert.Single(await Sessions.ListAsync(memberId)).Id;
}
