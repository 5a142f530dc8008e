using System.Net;
using AgriMarket.Platform.Security;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Platform.Security;

/// <summary>A market in Production behind a proxy, and what somebody gets who only says that they are one.</summary>
[Trait("Database", "none")]
public sealed class ProxyTests(ProxyTests.BehindProxy served) : IClassFixture<ProxyTests.BehindProxy>
{
    private static readonly (string, string)[] ByHttps =
    [
        ("X-Forwarded-For", "198.51.100.1"),
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Host", "market.example"),
    ];

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("10.1.2.3")]
    public async Task ATrustedProxySaysThatTheCallerCameByHttps(string proxy)
    {
        var answer = await SendAsync(new("/sign-in") { From = proxy, Headers = ByHttps });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("max-age=31536000", answer.Headers.StrictTransportSecurity);
        Assert.NotEmpty(answer.Cookies);
        Assert.All(answer.Cookies, AssertBoundToTheHost);
    }

    [Theory]
    [InlineData("10.0.0.8")]
    [InlineData("203.0.113.7")]
    public async Task NobodyElseDoes(string stranger)
    {
        var answer = await SendAsync(
            new("/sign-in")
            {
                From = stranger,
                Host = "market.example",
                Headers = ByHttps,
            }
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("Hosting:TrustedProxies", answer.Body, StringComparison.Ordinal);
        Assert.Empty(answer.Cookies);
        Assert.Empty(answer.Headers.StrictTransportSecurity.ToString());
    }

    [Fact]
    public async Task AHostThatTheSettingsDoNotNameIsRefused()
    {
        var named = await SendAsync(new("/sign-in") { Scheme = "https", Host = "market.example" });
        var other = await SendAsync(new("/sign-in") { Scheme = "https", Host = "elsewhere.example" });
        var throughProxy = await SendAsync(
            new("/sign-in")
            {
                From = "10.0.0.7",
                Scheme = "http",
                Host = "market.example",
                Headers = [("X-Forwarded-For", "198.51.100.1"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "elsewhere.example")],
            }
        );

        Assert.Equal(HttpStatusCode.OK, named.Status);
        Assert.Equal(HttpStatusCode.BadRequest, other.Status);
        Assert.DoesNotContain("elsewhere.example", throughProxy.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live", "market.example", HttpStatusCode.OK)]
    [InlineData("/sign-in", "localhost", HttpStatusCode.OK)]
    [InlineData("/sign-in", "market.example", HttpStatusCode.BadRequest)]
    public async Task PlainHttpIsForThisMachineAndForHealth(string path, string host, HttpStatusCode status) =>
        Assert.Equal(status, (await SendAsync(new(path) { Host = host })).Status);

    [Fact]
    public async Task ANetworkOfOnesOwnMayDoWithoutHttps()
    {
        await using var market = new MarketApp(Environments.Production, ("AllowedHosts", "market.lan"), ("Hosting:PlainHttp", "true"));

        var answer = await new EdgeRequest("/sign-in") { Host = "market.lan" }.SendAsync(market);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain(answer.Cookies, cookie => cookie.StartsWith(HostPrefixCookies.Prefix, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "localhost")]
    [InlineData(HttpStatusCode.OK, "127.0.0.1")]
    [InlineData(HttpStatusCode.BadRequest, "market.example")]
    public async Task WithoutASettingProductionIsReachedUnderTheNamesOfThisMachine(HttpStatusCode status, string host)
    {
        await using var market = new MarketApp(Environments.Production);

        Assert.Equal(status, (await new EdgeRequest("/sign-in") { Host = host }.SendAsync(market)).Status);
        Assert.Equal(status, (await new EdgeRequest("/sign-in") { Host = host, Scheme = "https" }.SendAsync(market)).Status);
    }

    [Theory]
    [InlineData("Hosting:TrustedProxies", "proxy.example", "addresses")]
    [InlineData("Hosting:TrustedProxies", "10.0.0.7, 10.0.0.0/99", "addresses")]
    [InlineData("Hosting:AllowedOrigins", "partner.example", "origins")]
    [InlineData("Hosting:AllowedOrigins", "https://partner.example/page", "origins")]
    [InlineData("Hosting:HstsDays", "9999", "HstsDays")]
    public async Task AWrongSettingStopsTheStartWithASentence(string name, string value, string words)
    {
        await using var market = new MarketApp(Environments.Production, (name, value));

        var refused = Assert.Throws<OptionsValidationException>(() => market.Services.GetRequiredService<IOptions<EdgeOptions>>().Value);

        Assert.Contains(words, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    internal static void AssertBoundToTheHost(string cookie)
    {
        Assert.StartsWith(HostPrefixCookies.Prefix, cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/;", $"{cookie};", StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    private Task<EdgeResponse> SendAsync(EdgeRequest request) => request.SendAsync(served.Market);

    /// <summary>As an operator sets it.</summary>
    public sealed class BehindProxy : IAsyncDisposable
    {
        internal MarketApp Market { get; } =
            new(Environments.Production, ("AllowedHosts", "market.example;localhost"), ("Hosting:TrustedProxies", "10.0.0.7, 10.1.0.0/16"));

        public ValueTask DisposeAsync() => Market.DisposeAsync();
    }
}
