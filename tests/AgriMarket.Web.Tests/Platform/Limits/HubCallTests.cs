using System.Net.WebSockets;
using System.Text;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Faults;
using AgriMarket.Web.Tests.Support.Storage;
using AgriMarket.Web.Trade.Stock;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgriMarket.Web.Tests.Platform.Limits;

/// <summary>Calls over a line that are too many, or make no sense.</summary>
public sealed class HubCallTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TooManyCallsWaitAndAreNotLostWithWhoGoes()
    {
        await using var market = OverSockets(
            new TroubleLog(),
            ("Limits:LineCalls:AddressBurst", "3"),
            ("Limits:LineCalls:AddressPerMinute", "1")
        );
        var limits = market.Services.GetRequiredService<CallLimits>();
        var waiting = new Caller(CommonLimits.LineCalls, null, "127.0.0.1");
        var client = await StockClient.ConnectAsync(market);
        await client.WatchAsync();
        await client.WatchAsync();
        await client.WatchAsync();

        var fourth = client.WatchAsync();
        await UntilAsync(() => limits.Statistics(waiting)?.CurrentQueuedCount is 1);
        Assert.False(fourth.IsCompleted);

        await client.DisposeAsync();
        await UntilAsync(() => limits.Statistics(waiting)?.CurrentQueuedCount is 0);
        await Assert.ThrowsAnyAsync<Exception>(() => fourth);
    }

    [Fact]
    public async Task ACallThatNamesManyThingsCountsAsManyCalls()
    {
        await using var market = OverSockets(
            new TroubleLog(),
            ("Limits:LineCalls:AddressBurst", "20"),
            ("Limits:LineCalls:AddressPerMinute", "1")
        );
        var counts = market.Services.GetRequiredService<CallLimits>();
        await using var client = await StockClient.ConnectAsync(market);

        await client.WatchAsync(Guid.NewGuid());
        Assert.Equal(19, Left());
        await client.WatchAsync([.. Enumerable.Range(0, 24).Select(_ => Guid.NewGuid())]);
        Assert.Equal(18, Left());
        await client.WatchAsync([.. Enumerable.Range(0, 240).Select(_ => Guid.NewGuid())]);
        Assert.Equal(8, Left());

        long? Left() => counts.Statistics(new Caller(CommonLimits.LineCalls, null, "127.0.0.1"))?.CurrentAvailablePermits;
    }

    [Fact]
    public async Task MoreThanMayWaitEndTheConnectionOfWhoSendsThem()
    {
        await using var market = OverSockets(
            new TroubleLog(),
            ("Limits:LineCalls:AddressBurst", "1"),
            ("Limits:LineCalls:AddressPerMinute", "1"),
            ("Limits:LineCalls:MostWaiting", "0")
        );
        await using var client = await StockClient.ConnectAsync(market);
        var ended = new TaskCompletionSource();
        client.Hub.Closed += _ => Task.FromResult(ended.TrySetResult());
        await client.WatchAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => client.WatchAsync());

        await ended.Task.WaitAsync(StockClient.Patience, Cancel);
    }

    [Fact]
    public async Task CallsThatMakeNoSenseLeaveNoLineInTheLog()
    {
        var lines = new TroubleLog();
        await using var market = OverSockets(lines, ("Limits:Enabled", "false"));
        await using (var client = await StockClient.ConnectAsync(market))
        {
            for (var i = 0; i < 20; i++)
            {
                foreach (var (method, argument) in Nonsense)
                {
                    await Assert.ThrowsAsync<HubException>(() => client.Hub.InvokeAsync(method, argument, Cancel));
                }
            }
        }

        await SendGarbageAsync(market, "/hubs/stock", "{\"protocol\":\"json\",\"version\":1}\u001e", "no JSON at all\u001e");
        await SendGarbageAsync(market, "/hubs/stock", "no handshake\u001e");
        await SendGarbageAsync(market, "/_blazor", "{\"protocol\":\"blazorpack\",\"version\":1}\u001e", "\u0003xyz");

        Assert.Empty(lines.Lines);
    }

    [Fact]
    public async Task AFaultOfOursIsLoggedWithItsStack()
    {
        var lines = new TroubleLog();
        await using var market = OverSockets(
            lines,
            contribute: services =>
                services.AddSingleton(new LiveSource(LiveKind.Lot, _ => throw new InvalidOperationException("Broken on purpose.")))
        );
        await using var client = await StockClient.ConnectAsync(market);

        await Assert.ThrowsAsync<HubException>(() => client.WatchAsync(Guid.NewGuid()));

        var line = Assert.Single(lines.Lines);
        Assert.Contains("StockHub.WatchLots failed", line, StringComparison.Ordinal);
        Assert.Contains("Broken on purpose", line, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Method, object? Argument)> Nonsense =>
        [
            ("WatchLots", null),
            ("WatchLots", "no list"),
            ("WatchLots", new[] { "no id" }),
            ("WatchLots", Enumerable.Range(0, 1_000).Select(_ => Guid.NewGuid()).ToArray()),
            ("WatchCounty", "nowhere"),
            ("Sync", 7),
            ("NoSuchMethod", 1),
            ("WatchAll", "too many"),
        ];

    /// <summary>Ends when the server has closed the socket.</summary>
    private static async Task SendGarbageAsync(MarketApp market, string path, params string[] messages)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new($"ws://127.0.0.1:{market.ClientOptions.BaseAddress.Port}{path}"), Cancel);
        foreach (var message in messages)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Binary, true, Cancel);
        }

        var buffer = new byte[4_096];
        try
        {
            while ((await socket.ReceiveAsync(buffer, Cancel)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (WebSocketException)
        {
            // Closed without a word, which is as good.
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, Cancel);
        }
    }

    private static MarketApp OverSockets(TroubleLog lines, params (string, string)[] settings) => OverSockets(lines, _ => { }, settings);

    private static MarketApp OverSockets(TroubleLog lines, Action<IServiceCollection> contribute, params (string, string)[] settings)
    {
        var market = new MarketApp(Environments.Production, settings)
        {
            Contributes = services =>
            {
                services.AddSingleton<ILoggerProvider>(lines);
                contribute(services);
            },
        };
        market.UseKestrel(0);
        market.StartServer();
        lines.Clear();
        return market;
    }
}
