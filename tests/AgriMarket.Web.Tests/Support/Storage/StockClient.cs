using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Runtime.Serialization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support.Storage;

/// <summary>A lot's update by the names that outside programs rely on.</summary>
[DataContract]
public sealed record StockMessage
{
    [DataMember(Name = "lotId")]
    public Guid LotId { get; init; }

    [DataMember(Name = "version")]
    public long Version { get; init; }

    [DataMember(Name = "availableGrams")]
    public long AvailableGrams { get; init; }

    [DataMember(Name = "priceFen")]
    public long PriceFen { get; init; }

    [DataMember(Name = "bestBeforeOn")]
    public string BestBeforeOn { get; init; } = "";

    [DataMember(Name = "countyCode")]
    public string CountyCode { get; init; } = "";

    [DataMember(Name = "boughtGrams")]
    public long BoughtGrams { get; init; }
}

/// <summary>A version that a client has.</summary>
[DataContract]
public sealed record Known([property: DataMember(Name = "lotId")] Guid LotId, [property: DataMember(Name = "version")] long Version);

/// <summary>An outside program on a real socket, as anybody may write one: it keeps the newest of each lot.</summary>
internal sealed class StockClient : IAsyncDisposable
{
    /// <summary>News comes within a tick; this is only how long a test waits before it gives up on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<StockMessage> heard = Channel.CreateUnbounded<StockMessage>();
    private readonly ConcurrentDictionary<Guid, long> pushed = new();
    private ClientWebSocket? socket;

    private StockClient(MarketApp market, bool messagePack, string? token)
    {
        var builder = new HubConnectionBuilder().WithUrl(
            new Uri(market.ClientOptions.BaseAddress, "/hubs/stock"),
            options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
                options.AccessTokenProvider = () => Task.FromResult(token);
                options.WebSocketFactory = async (context, cancel) =>
                {
                    socket = new();
                    if (token is not null)
                    {
                        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
                    }

                    await socket.ConnectAsync(context.Uri, cancel);
                    return socket;
                };
            }
        );
        builder.WithAutomaticReconnect([.. Enumerable.Repeat(TimeSpan.Zero, 100)]);
        Hub = (messagePack ? builder.AddMessagePackProtocol() : builder).Build();
        Hub.On<List<StockMessage>>("StockChanged", changes => changes.ForEach(Hear));
    }

    public HubConnection Hub { get; }

    /// <summary>The newest of each lot.</summary>
    public ConcurrentDictionary<Guid, StockMessage> Newest { get; } = new();

    /// <summary>Whether it was ever sent an older version after a newer one.</summary>
    public bool WentBack { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<StockClient> ConnectAsync(MarketApp market, bool messagePack = false, string? token = null)
    {
        var client = new StockClient(market, messagePack, token);
        await client.Hub.StartAsync(Cancel);
        return client;
    }

    public async Task<StockMessage> NextAsync() => await heard.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Patience, Cancel);

    /// <summary>What it heard since it was asked last.</summary>
    public IReadOnlyList<StockMessage> HeardNow()
    {
        var all = new List<StockMessage>();
        while (heard.Reader.TryRead(out var update))
        {
            all.Add(update);
        }

        return all;
    }

    public Task WatchAsync(params Guid[] lotIds) => Hub.InvokeAsync("WatchLots", lotIds, Cancel);

    /// <summary>What it missed of these lots, by the versions it has.</summary>
    public async Task<IReadOnlyList<StockMessage>> SyncAsync(params IEnumerable<Guid> lotIds)
    {
        var missed = await Hub.InvokeAsync<List<StockMessage>>(
            "Sync",
            lotIds.Select(id => new Known(id, Newest.TryGetValue(id, out var update) ? update.Version : 0)).ToArray(),
            Cancel
        );
        missed.ForEach(Take);
        return missed;
    }

    /// <summary>The line breaks, without a word to the server.</summary>
    public void Drop() => socket!.Abort();

    public ValueTask DisposeAsync() => Hub.DisposeAsync();

    private void Hear(StockMessage update)
    {
        WentBack |= pushed.TryGetValue(update.LotId, out var before) && update.Version < before;
        pushed[update.LotId] = update.Version;
        Take(update);
        heard.Writer.TryWrite(update);
    }

    private void Take(StockMessage update) =>
        Newest.AddOrUpdate(update.LotId, update, (_, known) => known.Version > update.Version ? known : update);
}
