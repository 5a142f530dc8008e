using System.Net;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Platform.Security;

/// <summary>Whose pages may open the hub and the circuits.</summary>
public sealed class OriginTests(OriginTests.WithPartner served) : IClassFixture<OriginTests.WithPartner>
{
    private static readonly (string Path, string Method)[] Doors =
    [
        ("/hubs/stock/negotiate", "POST"),
        ("/hubs/stock", "GET"),
        ("/_blazor/negotiate", "POST"),
        ("/_blazor", "GET"),
        ("/_blazor", "POST"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Origin", "http://localhost", true)]
    [InlineData("Origin", "https://partner.example", true)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "http://localhost.evil.example", false)]
    [InlineData("Origin", "http://localhost:81", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("User-Agent", "a program", true)]
    public async Task EveryDoorIsForOurPagesAndForProgramsOnly(string header, string value, bool isOpen)
    {
        foreach (var (path, method) in Doors)
        {
            var answer = await new EdgeRequest(path) { Method = method, Headers = [(header, value)] }.SendAsync(served.Market);

            Assert.True(isOpen != (answer.Status == HttpStatusCode.Forbidden), $"{method} {path} answered {answer.Status}.");
        }
    }

    [Theory]
    [InlineData("https://localhost", true)]
    [InlineData("http://localhost", false)]
    public async Task ByHttpsThePageHasComeByHttpsToo(string origin, bool isOpen)
    {
        var answer = await new EdgeRequest("/hubs/stock/negotiate")
        {
            Method = "POST",
            Scheme = "https",
            Headers = [("Origin", origin)],
        }.SendAsync(served.Market);

        Assert.Equal(isOpen ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.Status);
    }

    [Theory]
    [InlineData("/hubs/stock")]
    [InlineData("/_blazor")]
    public async Task AWebSocketOfAForeignPageIsRefusedAndOurOwnOpens(string path)
    {
        var client = served.Market.Server.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Origin = "https://evil.example";
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => client.ConnectAsync(new($"ws://localhost{path}"), Cancel));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);

        client.ConfigureRequest = request => request.Headers.Origin = "http://localhost";
        using var socket = await client.ConnectAsync(new($"ws://localhost{path}"), Cancel);
        Assert.Equal(System.Net.WebSockets.WebSocketState.Open, socket.State);
        socket.Abort();
    }

    [Fact]
    public async Task OtherAddressesAskForNoOrigin()
    {
        var answer = await new EdgeRequest("/api/v1/lots") { Headers = [("Origin", "https://evil.example")] }.SendAsync(served.Market);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    /// <summary>A market whose figures a partner shows too.</summary>
    public sealed class WithPartner : IAsyncDisposable
    {
        internal MarketApp Market { get; } = new(Environments.Production, ("Hosting:AllowedOrigins", "https://partner.example"));

        public ValueTask DisposeAsync() => Market.DisposeAsync();
    }
}
