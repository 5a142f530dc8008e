using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Platform.Limits;

/// <summary>Too many requests from one address, and the honest who send many.</summary>
public sealed class RequestLimitTests
{
    private const string Office = "198.51.100.20";
    private const string Elsewhere = "203.0.113.9";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnAddressThatAsksTooOftenIsRefusedWithAPageAndNobodyElseIs()
    {
        await using var market = Limited(("Limits:Requests:AddressBurst", "5"), ("Limits:Requests:AddressPerMinute", "1"));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(market, "/sign-in", Office)).Status);
        }

        var refused = await AskAsync(market, "/", Office);
        var other = await AskAsync(market, "/", Elsewhere);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("请稍等一分钟", refused.Body, StringComparison.Ordinal);
        Assert.InRange(int.Parse(refused.Headers.RetryAfter!, CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal("\"requests\";q=5;w=300", refused.Headers["RateLimit-Policy"]);
        Assert.StartsWith("\"requests\";r=0;t=", refused.Headers["RateLimit"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, other.Status);
    }

    [Fact]
    public async Task WhoGoesOnGetsTheBareStatusWhichCostsNothing()
    {
        await using var market = Limited(
            ("Limits:Requests:AddressBurst", "1"),
            ("Limits:Requests:AddressPerMinute", "1"),
            ("Limits:Explanations:AddressBurst", "2"),
            ("Limits:Explanations:AddressPerMinute", "1")
        );
        var answers = new List<EdgeResponse>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add(await AskAsync(market, "/sign-in", Office));
        }

        Assert.Equal([200, 429, 429, 429, 429], answers.Select(answer => (int)answer.Status));
        Assert.Equal([true, true, true, false, false], answers.Select(answer => answer.Body.Length > 0));
        Assert.All(answers.Skip(1), answer => Assert.NotEmpty(answer.Headers.RetryAfter.ToString()));
    }

    [Fact]
    public async Task AProgramGetsAProblem()
    {
        await using var market = Limited(("Limits:Requests:AddressBurst", "1"), ("Limits:Requests:AddressPerMinute", "1"));
        await AskAsync(market, "/api/v1/lots", Office);

        var refused = await AskAsync(market, "/api/v1/lots", Office);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("\"code\":\"api.too-many\"", refused.Body, StringComparison.Ordinal);
        Assert.InRange(int.Parse(refused.Headers.RetryAfter!, CultureInfo.InvariantCulture), 1, 60);
    }

    [Fact]
    public async Task BehindATrustedProxyEveryCallerIsCountedAlone()
    {
        await using var market = Limited(
            ("Limits:Requests:AddressBurst", "1"),
            ("Limits:Requests:AddressPerMinute", "1"),
            ("Hosting:TrustedProxies", "10.0.0.7")
        );
        async Task<HttpStatusCode> ThroughProxyAsync(string caller) =>
            (await new EdgeRequest("/sign-in") { From = "10.0.0.7", Headers = [("X-Forwarded-For", caller)] }.SendAsync(market)).Status;

        Assert.Equal(HttpStatusCode.OK, await ThroughProxyAsync(Office));
        Assert.Equal(HttpStatusCode.OK, await ThroughProxyAsync(Elsewhere));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ThroughProxyAsync(Office));
    }

    [Fact]
    public async Task WhatOneAddressReadsAtTheSameTimeWaitsInTurnAndNobodyElseDoes()
    {
        await using var market = Limited(("Limits:Requests:AddressAtOnce", "1"));
        var limits = market.Services.GetRequiredService<CallLimits>();
        var working = await limits.WaitForTurnAsync(new Caller(CommonLimits.Requests, null, Office), Cancel);

        var waiting = AskAsync(market, "/sign-in", Office);
        var other = await AskAsync(market, "/sign-in", Elsewhere);
        var command = await new EdgeRequest("/api/v1/quotes") { Method = "POST", From = Office }.SendAsync(market);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (other.Status, command.Status));
        Assert.False(waiting.IsCompleted);
        working.Dispose();
        Assert.Equal(HttpStatusCode.OK, (await waiting).Status);
    }

    [Fact]
    public async Task FilesAreNotCounted()
    {
        await using var market = Limited(("Limits:Requests:AddressBurst", "1"), ("Limits:Requests:AddressPerMinute", "1"));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(market, "/app.css", Office)).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(market, "/sign-in", Office)).Status);
    }

    [Fact]
    public async Task ANetworkOfIPv6IsOneCaller()
    {
        await using var market = Limited(("Limits:Requests:AddressBurst", "1"), ("Limits:Requests:AddressPerMinute", "1"));
        await AskAsync(market, "/sign-in", "2001:db8:1:2::1");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(market, "/sign-in", "2001:db8:1:2:ffff::2")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(market, "/sign-in", "2001:db8:1:3::1")).Status);
    }

    [Fact]
    public async Task WhereSomethingInFrontLimitsCallersTheMarketDoesNot()
    {
        await using var market = Limited(("Limits:Requests:AddressBurst", "1"), ("Limits:Enabled", "false"));
        await AskAsync(market, "/sign-in", Office);

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(market, "/sign-in", Office)).Status);
    }

    /// <summary>The honest twin of the flood: 200 people at noon, each with a few pages and a line to the hub.</summary>
    [Fact]
    public async Task AnOfficeOf200PeopleBehindOneAddressNoticesNothing()
    {
        await using var market = new MarketApp(Environments.Production);
        var sockets = new List<WebSocket>();

        for (var person = 0; person < 200; person++)
        {
            foreach (var path in new[] { "/sign-in", "/api/v1/lots", "/", "/cart" })
            {
                Assert.Equal(HttpStatusCode.OK, (await AskAsync(market, path, Office)).Status);
            }

            foreach (var line in new[] { "/hubs/stock", "/_blazor" })
            {
                var negotiated = await new EdgeRequest($"{line}/negotiate") { Method = "POST", From = Office }.SendAsync(market);
                Assert.Equal(HttpStatusCode.OK, negotiated.Status);
                // The test server's sockets all come from the same address too.
                sockets.Add(await market.Server.CreateWebSocketClient().ConnectAsync(new($"ws://localhost{line}"), Cancel));
            }
        }

        Assert.Equal(400, sockets.Count(socket => socket.State == WebSocketState.Open));
        sockets.ForEach(socket => socket.Abort());
    }

    private static MarketApp Limited(params (string, string)[] settings) => new(Environments.Production, settings);

    private static Task<EdgeResponse> AskAsync(MarketApp market, string path, string from) =>
        new EdgeRequest(path) { From = from }.SendAsync(market);
}
