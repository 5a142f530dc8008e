using System.Text.Json;
using System.Threading.Channels;
using AgriMarket.Web.Tests.Orders;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Platform.Live;

/// <summary>An outside program on a real socket, as anybody may write one.</summary>
public sealed class StockHubTests : IAsyncLifetime
{
    private const int MaxTopics = 5;

    /// <summary>News comes within a tick; this is only how long a test waits before it gives up on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MarketApp market = new(
        Environments.Development, ("Live:MaxTopics", $"{MaxTopics}"), ("Logging:Console:LogLevel:Microsoft.AspNetCore.SignalR", "None"));

    private readonly Channel<JsonElement> heard = Channel.CreateUnbounded<JsonElement>();
    private HubConnection client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        market.UseKestrel(0);
        market.StartServer();
        client = new HubConnectionBuilder().WithUrl(new Uri(market.ClientOptions.BaseAddress, "/hubs/stock")).Build();
        client.On<JsonElement>("StockChanged", changes => heard.Writer.TryWrite(changes));
        await client.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await market.DisposeAsync();
    }

    [Fact]
    public async Task AnOutsideProgramGetsThePresentStockAndThenEveryChange()
    {
        var trade = await Trade.OpenAsync(market, Trade.Leishan);
        var lotId = await trade.ListAsync(50_000);

        await client.InvokeAsync("WatchLots", new[] { lotId }, Cancel);
        Assert.Equal((lotId, 1, 50_000), await NextAsync());

        var orderId = await trade.OrderAsync(lotId, 5_000);
        Assert.Equal((lotId, 2, 45_000), await NextAsync());

        await trade.Orders.CancelAsync(orderId, trade.Buyer);
        Assert.Equal((lotId, 3, 50_000), await NextAsync());
    }

    [Fact]
    public async Task ARefusedOrderIsNoNews()
    {
        var trade = await Trade.OpenAsync(market, Trade.Leishan);
        var lotId = await trade.ListAsync(5_000);
        await client.InvokeAsync("WatchLots", new[] { lotId }, Cancel);
        await NextAsync();

        Assert.False((await trade.Orders.PlaceAsync(trade.Wish(lotId, 5_500))).IsOk);
        await trade.OrderAsync(lotId, 1_000);

        Assert.Equal((lotId, 2, 4_000), await NextAsync());
    }

    [Fact]
    public async Task MoreThanOneConnectionMayWatchIsRefused()
    {
        var most = Enumerable.Range(0, MaxTopics).Select(_ => Guid.CreateVersion7()).ToArray();
        await client.InvokeAsync("WatchLots", most, Cancel);

        await Assert.ThrowsAsync<HubException>(() => client.InvokeAsync("WatchLots", new[] { Guid.CreateVersion7() }, Cancel));

        await client.InvokeAsync("Unwatch", most, Cancel);
        await client.InvokeAsync("WatchLots", new[] { Guid.CreateVersion7() }, Cancel);
    }

    /// <summary>The one change of the next message, by the names that outside programs rely on.</summary>
    private async Task<(Guid LotId, long Version, long AvailableGrams)> NextAsync()
    {
        var changes = await heard.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Patience, Cancel);
        var change = Assert.Single(changes.EnumerateArray());
        Assert.Equal(["availableGrams", "lotId", "version"], change.EnumerateObject().Select(member => member.Name).Order());
        return (change.GetProperty("lotId").GetGuid(), change.GetProperty("version").GetInt64(), change.GetProperty("availableGrams").GetInt64());
    }
}
