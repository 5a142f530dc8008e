using System.Net;
using System.Net.WebSockets;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Platform.Limits;

/// <summary>How many circuits and lines one address may have open.</summary>
public sealed class CircuitLimitTests
{
    /// <summary>What the test server's web sockets come from.</summary>
    private const string NoAddress = "unknown";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CommonLimits.Circuits, "/_blazor")]
    [InlineData(CommonLimits.Lines, "/hubs/stock")]
    public async Task OneMoreThanAnAddressMayHaveOpenIsRefusedUntilOneCloses(string limit, string path)
    {
        await using var market = new MarketApp(Environments.Production, ($"Limits:{limit}:AddressOpen", "2"));
        var limits = market.Services.GetRequiredService<CallLimits>();
        using var first = await OpenAsync(market, path);
        using var second = await OpenAsync(market, path);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(market, path));
        Assert.Contains("429", refused.Message, StringComparison.Ordinal);

        first.Abort();
        while (!limits.HasRoom(new Caller(limit, null, NoAddress)))
        {
            await Task.Delay(10, Cancel);
        }

        using var third = await OpenAsync(market, path);
        Assert.Equal(WebSocketState.Open, third.State);
    }

    [Fact]
    public async Task AWorkingPageWithoutRoomForItsCircuitSaysSo()
    {
        await using var market = new MarketApp(Environments.Production, ("Limits:Circuits:AddressOpen", "1"));
        using var client = market.CreateClient();
        using (var page = await client.GetAsync("/cart", Cancel))
        {
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }

        using var open = await OpenAsync(market, "/_blazor");
        using var refused = await client.GetAsync("/cart", Cancel);
        using var withoutCircuit = await client.GetAsync("/sign-in", Cancel);
        var elsewhere = await new EdgeRequest("/cart").SendAsync(market);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("请稍等", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (withoutCircuit.StatusCode, elsewhere.Status));
    }

    [Fact]
    public async Task AllTogetherHaveABoundToo()
    {
        await using var market = new MarketApp(Environments.Production, ("Limits:Circuits:AllOpen", "1"));
        using var open = await OpenAsync(market, "/_blazor");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(market, "/_blazor"));

        Assert.Contains("429", refused.Message, StringComparison.Ordinal);
    }

    private static Task<WebSocket> OpenAsync(MarketApp market, string path) =>
        market.Server.CreateWebSocketClient().ConnectAsync(new($"ws://localhost{path}"), Cancel);
}
