using System.Net;
using System.Security.Claims;
using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.People.Security;

/// <summary>Where members are signed in, and how it ends.</summary>
public sealed class SessionTests(ApiMarket api) : IClassFixture<ApiMarket>
{
    private const string Phone =
        "Mozilla/5.0 (Linux; Android 14; 23013RK75C) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";

    private readonly MarketApp market = api.App;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private MemberSessions Sessions => market.Services.GetRequiredService<MemberSessions>();

    private OpenSessions Open => market.Services.GetRequiredService<OpenSessions>();

    [Fact]
    public async Task SigningOutEndsACopyOfTheCookieToo()
    {
        var id = await MemberVisitor.EnrolAsync(market, "17700004441");
        using var browser = await new FarmFixture(market).BrowseAsync(await FindAsync(id));
        using var copy = market.CreateClient();
        copy.DefaultRequestHeaders.Add("Cookie", browser.DefaultRequestHeaders.GetValues("Cookie"));
        using var before = await copy.GetAsync("/me", Cancel);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await TokenAsync(browser))]);
        using var signedOut = await browser.PostAsync("/sign-out", form, Cancel);

        using var after = await copy.GetAsync("/me", Cancel);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (signedOut.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task AMemberSeesTheirDevicesAndEndsOneOfThem()
    {
        var (here, id) = await MemberVisitor.SignedInAsync(market, "17700004442");
        using var phone = new MemberVisitor(market);
        phone.Http.DefaultRequestHeaders.UserAgent.ParseAdd(Phone);
        using var signedIn = await phone.SignInAsync("17700004442");
        using (here)
        {
            Assert.Contains("Chrome · Android", await here.ReadAsync("/me/account"), StringComparison.Ordinal);
            var session = (await Sessions.ListAsync(id)).Single(row => row.Device == "Chrome/Android");
            using var ended = await here.SendAsync("/me/account", "sessions", ("Ending.Session", $"{session.Id}"));

            using var lost = await phone.GetAsync("/me");
            using var kept = await here.GetAsync("/me");
            Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (lost.StatusCode, kept.StatusCode));

            using var everywhere = await here.SendAsync("/me/account", "sessions", ("Ending.Everywhere", "true"));
            Assert.Equal("/sign-in", here.Landing(everywhere));
            using var gone = await here.GetAsync("/me");
            Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        }
    }

    [Fact]
    public async Task NobodyEndsTheSessionOfAnother()
    {
        var (owner, stranger) = (
            await MemberVisitor.EnrolAsync(market, "17700004443"),
            await MemberVisitor.EnrolAsync(market, "17700004444")
        );
        var session = (await Sessions.BeginAsync(owner)).Value;

        await Sessions.EndAsync(stranger, session);
        await Sessions.EndAllAsync(stranger);

        Assert.True(await Open.HasAsync(session));
    }

    [Fact]
    public async Task AnOpenPageEndsWithItsSessionAndWhatAnotherProcessEndedCountsIn20Seconds()
    {
        var id = await MemberVisitor.EnrolAsync(market, "17700004445");
        var principal = await PrincipalAsync(id);
        Assert.True(await StandsAsync(principal));
        await Sessions.EndAsync(id, principal.SessionId()!.Value);
        Assert.False(await StandsAsync(principal));

        using var browser = await new FarmFixture(market).BrowseAsync(await FindAsync(id));
        using var before = await browser.GetAsync("/me", Cancel);
        await using (var elsewhere = OrderFixture.Db(market))
        {
            await elsewhere
                .Set<MemberSession>()
                .Where(row => row.MemberId == id)
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.EndedAt, row => row.StartedAt), Cancel);
        }

        market.Clock.Advance(TimeSpan.FromSeconds(20));
        using var after = await browser.GetAsync("/me", Cancel);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task ARefreshTokenThatWasCopiedEndsItsSessionForBoth()
    {
        using var caller = await ApiClient.SignedInAsync(api);
        var copied = caller.RefreshToken;
        caller.Take(await caller.PostAsync("auth/refresh", new { refreshToken = copied }));
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("orders")).Status);
        market.Clock.Advance(MemberSession.AnswerMayBeLost);
        using var thief = new ApiClient(market);

        Assert.Equal("member.refresh-failed", (await thief.PostAsync("auth/refresh", new { refreshToken = copied })).Code);

        Assert.Equal("api.unauthenticated", (await caller.GetAsync("orders")).Code);
        Assert.Equal("member.refresh-failed", (await caller.PostAsync("auth/refresh", new { refreshToken = caller.RefreshToken })).Code);
    }

    [Fact]
    public async Task AProgramThatLostTheAnswerAsksAgain()
    {
        using var caller = await ApiClient.SignedInAsync(api);
        var first = caller.RefreshToken;
        await caller.PostAsync("auth/refresh", new { refreshToken = first });

        caller.Take(await caller.PostAsync("auth/refresh", new { refreshToken = first }));

        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("orders")).Status);
        caller.Take(await caller.PostAsync("auth/refresh", new { refreshToken = caller.RefreshToken }));
    }

    [Fact]
    public async Task AProgramThatSignsOutIsRefusedAtItsNextCall()
    {
        using var caller = await ApiClient.SignedInAsync(api);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("orders")).Status);

        Assert.Equal(HttpStatusCode.OK, (await caller.PostAsync("auth/sign-out")).Status);

        Assert.Equal("api.unauthenticated", (await caller.GetAsync("orders")).Code);
        Assert.Equal("member.refresh-failed", (await caller.PostAsync("auth/refresh", new { refreshToken = caller.RefreshToken })).Code);
    }

    [Fact]
    public async Task MoreSessionsThanAreRememberedAreAllKnown()
    {
        const int Room = 2;
        await using var own = new ApiMarket();
        var (open, sessions) = (own.App.Services.GetRequiredService<OpenSessions>(), own.App.Services.GetRequiredService<MemberSessions>());
        open.Most = Room;
        var member = await MemberVisitor.EnrolAsync(own.App, "17700004446");
        var begun = new List<Guid>();
        for (var session = 0; session <= Room; session++)
        {
            begun.Add((await sessions.BeginAsync(member)).Value);
        }

        foreach (var session in begun.Concat(begun))
        {
            Assert.True(await open.HasAsync(session));
            Assert.InRange(open.Count, 1, Room);
        }
    }

    [Fact]
    public async Task ASessionTooManyEndsThatNotSeenForLongest()
    {
        var member = await MemberVisitor.EnrolAsync(market, "17700004447");
        var first = (await Sessions.BeginAsync(member)).Value;
        market.Clock.Advance(TimeSpan.FromSeconds(1));
        for (var session = 1; session <= MemberSession.MostOfMember; session++)
        {
            Assert.True((await Sessions.BeginAsync(member)).IsOk);
        }

        Assert.False(await Open.HasAsync(first));
        Assert.Equal(MemberSession.MostOfMember, (await Sessions.ListAsync(member)).Count);
    }

    [Theory]
    [InlineData(Phone, "Chrome/Android")]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) MicroMessenger/8.0.49",
        "WeChat/iPhone"
    )]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
        "Edge/Windows"
    )]
    [InlineData("curl/8.5.0", "/")]
    public void DevicesAreNamedAsTheirOwnersWould(string userAgent, string device) => Assert.Equal(device, SessionDevice.Of(userAgent));

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.*")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.*")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:*")]
    public void OfAnAddressThereIsEnoughToKnowOnesOwn(string address, string network) =>
        Assert.Equal(network, SessionDevice.Network(IPAddress.Parse(address)));

    private async Task<Member> FindAsync(Guid id)
    {
        await using var db = OrderFixture.Db(market);
        return await db.Set<Member>().AsNoTracking().SingleAsync(row => row.Id == id, Cancel);
    }

    private async Task<ClaimsPrincipal> PrincipalAsync(Guid id)
    {
        await using var scope = market.Services.CreateAsyncScope();
        var principal = await scope
            .ServiceProvider.GetRequiredService<SignInManager<Member>>()
            .CreateUserPrincipalAsync(await FindAsync(id));
        ((ClaimsIdentity)principal.Identity!).AddClaim(await market.SessionAsync(id));
        return principal;
    }

    private async Task<bool> StandsAsync(ClaimsPrincipal principal)
    {
        await using var scope = market.Services.CreateAsyncScope();
        using var revalidation = ActivatorUtilities.CreateInstance<MemberRevalidation>(scope.ServiceProvider);
        return await revalidation.StillStandsAsync(principal);
    }

    private static async Task<string> TokenAsync(HttpClient browser)
    {
        var page = await browser.GetStringAsync("/me", Cancel);
        var from = page.IndexOf("name=\"__RequestVerificationToken\" value=\"", StringComparison.Ordinal) + 41;
        return WebUtility.HtmlDecode(page[from..page.IndexOf('"', from)]);
    }
}
