using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using AgriMarket.Platform.Live;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using AgriMarket.Web.Trade.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Platform.Live;

/// <summary>A client that does not read, beside one that does.</summary>
public sealed class SlowClientTests
{
    private const int Lots = 400;
    private const int Rounds = 150;
    private const char End = '\u001e';

    private readonly Guid[] lots = [.. Enumerable.Range(0, Lots).Select(_ => Guid.CreateVersion7())];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASlowClientOnlyDelaysItselfAndEndsWithTheNewestOfEachLot()
    {
        await using var market = new MarketApp(Environments.Development, ("Live:TickMilliseconds", "10"));
        market.UseKestrel(0);
        market.StartServer();
        var feed = market.Services.GetRequiredService<LiveFeed>();
        using var slow = await WatchAsync(market);
        await using var quick = await StockClient.ConnectAsync(market);
        await quick.SyncAsync(lots);

        // Far more than what fits between a server and a client that does not read.
        var longest = TimeSpan.Zero;
        for (var version = 1; version <= Rounds; version++)
        {
            var started = Stopwatch.GetTimestamp();
            feed.Publish(lots.Select(id => new StockChange(id, version, version, 380, new string('0', 400), OrderFixture.Leishan)));
            longest = Stopwatch.GetElapsedTime(started) is var took && took > longest ? took : longest;
            await UntilAsync(() => lots.All(id => quick.Newest.TryGetValue(id, out var updates) && updates.Version == version));
        }

        Assert.True(longest < TimeSpan.FromSeconds(1), $"The writer waited for {longest}.");
        Assert.False(quick.WentBack);

        var (newest, messages) = await ReadAsync(slow);
        Assert.All(lots, id => Assert.Equal(Rounds, newest[id]));
        Assert.True(messages < Lots * Rounds, "Nothing was left out for the slow client, so the test tests nothing.");
    }

    [Fact]
    public async Task AClientFurtherBehindThanTheBoundIsEnded()
    {
        const int MaxBehind = 100;
        await using var market = new MarketApp(Environments.Development, ("Live:MaxBehind", $"{MaxBehind}"));
        market.UseKestrel(0);
        market.StartServer();
        var feed = market.Services.GetRequiredService<LiveFeed>();
        await using var client = await StockClient.ConnectAsync(market);
        var ended = new TaskCompletionSource();
        client.Hub.Closed += End;
        client.Hub.Reconnecting += End;
        await client.SyncAsync(lots);

        feed.Publish(lots.Take(MaxBehind).Select(id => new StockChange(id, 1, 1, 380, "", OrderFixture.Leishan)));
        await UntilAsync(() => client.Newest.Count == MaxBehind);
        Assert.False(ended.Task.IsCompleted);

        feed.Publish(lots.Take(MaxBehind + 1).Select(id => new StockChange(id, 2, 2, 380, "", OrderFixture.Leishan)));
        await ended.Task.WaitAsync(StockClient.Patience, Cancel);

        Task End(Exception? _)
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        }
    }

    private async Task<ClientWebSocket> WatchAsync(MarketApp market)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(market.ClientOptions.BaseAddress, "/hubs/stock")) { Scheme = "ws" }.Uri, Cancel);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        await SendAsync(
            socket,
            JsonSerializer.Serialize(
                new
                {
                    type = 1,
                    target = "WatchLots",
                    arguments = new[] { lots },
                }
            )
        );
        await Task.Delay(300, Cancel);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, Cancel);

    private async Task<(Dictionary<Guid, long> Newest, int Messages)> ReadAsync(ClientWebSocket socket)
    {
        var (newest, messages, rest, buffer) = (new Dictionary<Guid, long>(), 0, new List<byte>(), new byte[64 * 1024]);
        while (newest.Count < Lots || newest.Values.Any(version => version < Rounds))
        {
            var got = await socket.ReceiveAsync(buffer, Cancel).WaitAsync(StockClient.Patience, Cancel);
            rest.AddRange(buffer.AsSpan(0, got.Count));
            while (rest.IndexOf((byte)End) is var end and >= 0)
            {
                using var message = JsonDocument.Parse(rest.GetRange(0, end).ToArray());
                rest.RemoveRange(0, end + 1);
                if (message.RootElement.TryGetProperty("target", out _))
                {
                    messages++;
                    foreach (var change in message.RootElement.GetProperty("arguments")[0].EnumerateArray())
                    {
                        var (id, version) = (change.GetProperty("lotId").GetGuid(), change.GetProperty("version").GetInt64());
                        Assert.True(version > newest.GetValueOrDefault(id), "A version went back.");
                        newest[id] = version;
                    }
                }
            }
        }

        return (newest, messages);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 2_000, "The quick client had to wait.");
            await Task.Delay(5, Cancel);
        }
    }
}
