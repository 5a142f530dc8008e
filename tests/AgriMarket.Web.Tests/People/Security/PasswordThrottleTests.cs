using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.People.Security;

/// <summary>Wrong passwords: whoever guesses is slowed down, and nobody else is.</summary>
public sealed class PasswordThrottleTests(ApiMarket api) : IClassFixture<ApiMarket>
{
    private readonly MarketApp market = api.App;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PasswordThrottle Throttle => market.Services.GetRequiredService<PasswordThrottle>();

    [Fact]
    public async Task AStrangerWhoGuessesLocksThemselvesOutAndNotTheMember()
    {
        var (member, _) = await MemberVisitor.SignedInAsync(market, "17700005551");
        using var stranger = new MemberVisitor(market);
        for (var attempt = 0; attempt < FailureLimit.OfCaller.Most; attempt++)
        {
            using var wrong = await stranger.SignInAsync("17700005551", "wrong password");
        }

        using var locked = await stranger.SignInAsync("17700005551");
        Assert.Contains("请等 5 分钟", WebUtility.HtmlDecode(await locked.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        using (member)
        {
            using var signedOut = await member.PostAsync("/sign-out", ("__RequestVerificationToken", await member.TokenAsync("/me")));
            using var again = await member.SignInAsync("17700005551");
            Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        }
    }

    [Fact]
    public async Task ManyStrangersTogetherAreSlowedDownToo()
    {
        var attempts = 0;
        for (; await Throttle.WhyNotAsync(From(attempts)) is null; attempts++)
        {
            await Throttle.FailAsync(From(attempts));
        }

        Assert.Equal(FailureLimit.OfStrangers.Most, attempts);
        Assert.Null(await Throttle.WhyNotAsync(From(0) with { Device = "phone" }));
        Assert.Null(await Throttle.WhyNotAsync(From(0) with { Login = "17700005553" }));
        market.Clock.Advance(FailureLimit.OfStrangers.LockFor);
        Assert.Null(await Throttle.WhyNotAsync(From(attempts)));
    }

    [Fact]
    public async Task AKnownDeviceThatWasStolenIsSlowedDownLikeAnybody()
    {
        var thief = From(0) with { Login = "17700005554", Device = "stolen" };
        for (var attempt = 1; attempt < FailureLimit.OfCaller.Most; attempt++)
        {
            Assert.Equal("member.sign-in-failed", (await Throttle.FailAsync(thief)).Code);
        }

        Assert.Equal("member.sign-in-locked", (await Throttle.FailAsync(thief)).Code);
        Assert.NotNull(await Throttle.WhyNotAsync(thief));
    }

    [Fact]
    public async Task CountsOfYesterdayAreRemoved()
    {
        await using var own = new MarketApp();
        var throttle = own.Services.GetRequiredService<PasswordThrottle>();
        await throttle.FailAsync(From(0));
        own.Clock.Advance(TimeSpan.FromDays(2));

        Assert.True((await throttle.RemoveOldAsync()).IsOk);

        await using var db = OrderFixture.Db(own);
        Assert.Empty(await db.Set<SignInFailures>().ToListAsync(Cancel));
    }

    [Fact]
    public void ADeviceKnowsSoManyMembers()
    {
        const int MostMembers = 8;
        var request = new HttpContextAccessor { HttpContext = new DefaultHttpContext() };
        var devices = new KnownDevices(new EphemeralDataProtectionProvider(), request);
        var family = Enumerable.Range(0, MostMembers + 1).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var member in family)
        {
            devices.Remember(member);
            var cookie = request.HttpContext.Response.Headers.SetCookie[^1]!.Split(';')[0];
            request.HttpContext = new DefaultHttpContext { Request = { Headers = { Cookie = cookie } } };
        }

        Assert.Null(devices.Of(family[0]));
        Assert.NotNull(devices.Of(family[1]));
        Assert.Equal(devices.Of(family[1]), devices.Of(family[^1]));
        request.HttpContext.Request.Headers.Cookie = "device=forged";
        Assert.Null(devices.Of(family[^1]));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::")]
    public void SignInsAreCountedByNetwork(string address, string network) =>
        Assert.Equal(network, Caller.NetworkOf(IPAddress.Parse(address)));

    private static PasswordCaller From(int network) => new("17700005552", $"203.0.113.{network}", null);
}
