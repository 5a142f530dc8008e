using System.Net;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Platform.Security;

/// <summary>What may lie in a cache and what may be framed.</summary>
public sealed class PrivateAnswerTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Theory]
    [InlineData("/me")]
    [InlineData("/me/settings")]
    [InlineData("/farm")]
    [InlineData("/cart")]
    [InlineData("/")]
    [InlineData("/api/v1/orders")]
    [InlineData("/nowhere")]
    public async Task WhatAMemberGetsIsStoredNowhere(string path)
    {
        var (visitor, _) = await MemberVisitor.SignedInAsync(market, $"m{Guid.NewGuid():N}@example.com");
        using (visitor)
        {
            using var answer = await visitor.GetAsync(path);

            Assert.True(answer.Headers.CacheControl?.NoStore, $"{path} answered {answer.StatusCode}: {answer.Headers.CacheControl}");
        }
    }

    [Fact]
    public async Task WhatAProgramGetsWithItsTokenIsStoredNowhereEvenARefusal()
    {
        var answer = await new EdgeRequest("/api/v1/orders") { Headers = [("Authorization", "Bearer nonsense")] }.SendAsync(market);

        Assert.Equal((HttpStatusCode.Unauthorized, "no-store"), (answer.Status, answer.Headers.CacheControl.ToString()));
    }

    [Theory]
    [InlineData("/app.css")]
    [InlineData("/api/v1/lots")]
    [InlineData("/openapi/v1.json")]
    public async Task WhatIsTheSameForAllMayBeStored(string path)
    {
        var answer = await new EdgeRequest(path).SendAsync(market);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain("no-store", answer.Headers.CacheControl.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileStaysAFileForAMember()
    {
        var answer = await new EdgeRequest("/app.css") { Headers = [("Cookie", "member=anything")] }.SendAsync(market);

        Assert.DoesNotContain("no-store", answer.Headers.CacheControl.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/cart")]
    [InlineData("/sign-in")]
    [InlineData("/nowhere")]
    [InlineData("/_blazor/initializers")]
    [InlineData("/api/v1/lots")]
    public async Task ThereIsOneAnswerToFramingAndNoSocketToElsewhere(string path)
    {
        var answer = await new EdgeRequest(path).SendAsync(market);

        var policy = Assert.Single(answer.Headers.ContentSecurityPolicy);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("ws:", policy, StringComparison.Ordinal);
        Assert.Empty(answer.Headers.XFrameOptions.ToString());
    }
}
