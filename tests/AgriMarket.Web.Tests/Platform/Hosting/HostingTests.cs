using System.Net;
using AgriMarket.Web.People.SignIn;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Platform.Hosting;

public sealed class HostingTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/app.css", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/nowhere.css", HttpStatusCode.NotFound)]
    [InlineData("/me", HttpStatusCode.Redirect)]
    [InlineData("/api/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    public async Task EveryAnswerCarriesTheSecurityHeaders(string path, HttpStatusCode status)
    {
        using var client = market.CreateClient();

        using var answer = await client.GetAsync(path, Cancel);

        Assert.Equal(status, answer.StatusCode);
        AssertSecurityHeaders(answer);
    }

    [Fact]
    public async Task APageThatFailsIsAnsweredWithAnErrorPageThatCarriesThem()
    {
        await using var own = new MarketApp();
        await using var broken = own.WithWebHostBuilder(host =>
            host.ConfigureTestServices(services =>
                services.AddScoped<SignInService>(_ => throw new InvalidOperationException("Broken on purpose."))
            )
        );
        using var client = broken.CreateClient();

        using var answer = await client.GetAsync("/sign-in", Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("很抱歉", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        AssertSecurityHeaders(answer);
    }

    [Theory]
    [InlineData("name:99999")]
    [InlineData("[::1")]
    public async Task AHostThatIsNoAddressIsRefused(string host)
    {
        using var client = market.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.TryAddWithoutValidation("Host", host);

        using var answer = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        AssertSecurityHeaders(answer);
    }

    [Theory]
    [InlineData("Development", "/sign-in")]
    [InlineData("Development", "/settings/theme")]
    [InlineData("Development", "/sign-out")]
    [InlineData("Production", "/sign-in")]
    [InlineData("Production", "/settings/theme")]
    public async Task AFormWithoutItsTokenIsRefusedWithAPageThatSaysSo(string environment, string path)
    {
        await using var own = environment == Environments.Development ? null : new MarketApp(environment);
        using var visitor = new MemberVisitor(own ?? market);

        using var answer = await visitor.PostAsync(path, ("to", "dark"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("没有完成", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("theme=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/nowhere")]
    [InlineData("/hubs/nowhere")]
    [InlineData("/health/nowhere")]
    public async Task ProgramsGetTheirStatusAndNoPage(string path)
    {
        using var client = market.CreateClient();

        using var answer = await client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task TheCookieOfAMemberIsOutOfReachOfScriptsAndOtherSites()
    {
        await MemberVisitor.EnrolAsync(market, "13800000051");
        using var visitor = new MemberVisitor(market);

        using var answer = await visitor.SignInAsync("13800000051");

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("member=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ByHttpsTheBrowserIsToldToKeepToIt()
    {
        await using var own = new MarketApp(Environments.Production, ("AllowedHosts", "market.example"));
        using var client = own.CreateClient();

        using var answer = await client.GetAsync(new Uri("https://market.example/sign-in"), Cancel);
        using var plain = await client.GetAsync(new Uri("http://market.example/sign-in"), Cancel);

        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
        Assert.Contains("secure", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
    }

    private static void AssertSecurityHeaders(HttpResponseMessage answer)
    {
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains(
            "frame-ancestors 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
        Assert.True(answer.Headers.Contains("Referrer-Policy"));
    }
}
