using System.Threading.Channels;
using AgriMarket.Web.Tests.Orders;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace AgriMarket.Web.Tests.Platform.Live;

/// <summary>An outside program at the hub, through the client library that others use.</summary>
public sealed class StockHubTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private sealed record StockChanged(Guid LotId, long Version, long AvailableGrams);

    [Fact]
    public async Task AnOutsideProgramHearsOfEveryChange()
    {
        var trade = await Trade.OpenAsync(market, "520181");
        var lotId = await trade.ListAsync(20_000);
        await using var hub = await ConnectAsync();
        var heard = Listen(hub);

        await hub.InvokeAsync("WatchLots", new[] { lotId }, TestContext.Current.CancellationToken);
        Assert.Equal(new StockChanged(lotId, 1, 20_000), await NextAsync(heard));

        await trade.OrderAsync(lotId, 5_000);
        Assert.Equal(new StockChanged(lotId, 2, 15_000), await NextAsync(heard));
    }

    [Fact]
    public async Task NobodyHearsOfLotsTheyDoNotWatch()
    {
        var trade = await Trade.OpenAsync(market, "520182");
        var (watched, other) = (await trade.ListAsync(20_000), await trade.ListAsync(20_000));
        await using var hub = await ConnectAsync();
        var heard = Listen(hub);
        await hub.InvokeAsync("WatchLots", new[] { watched }, TestContext.Current.CancellationToken);
        await NextAsync(heard);

        await trade.OrderAsync(other, 5_000);
        await trade.OrderAsync(watched, 1_000);

        Assert.Equal(watched, (await NextAsync(heard)).LotId);
    }

    [Fact]
    public async Task AConnectionCannotWatchMoreThanItsBound()
    {
        await using var hub = await ConnectAsync();
        var tooMany = Enumerable.Range(0, 501).Select(_ => Guid.CreateVersion7()).ToArray();

        var refused = await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("WatchLots", tooMany, TestContext.Current.CancellationToken));

        Assert.Contains("500", refused.Message, StringComparison.Ordinal);
    }

    private static Channel<StockChanged> Listen(HubConnection hub)
    {
        var heard = Channel.CreateUnbounded<StockChanged>();
        hub.On<List<StockChanged>>("StockChanged", changes => changes.ForEach(change => heard.Writer.TryWrite(change)));
        return heard;
    }

    private static Task<StockChanged> NextAsync(Channel<StockChanged> heard) =>
        heard.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);

    private async Task<HubConnection> ConnectAsync()
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(market.Server.BaseAddress, "/hubs/stock"), options =>
        {
            // The test server has no sockets of its own; long polling goes through its handler like any request.
            options.Transports = HttpTransportType.LongPolling;
            options.HttpMessageHandlerFactory = _ => market.Server.CreateHandler();
        }).Build();
        await hub.StartAsync(TestContext.Current.CancellationToken);
        return hub;
    }
}
