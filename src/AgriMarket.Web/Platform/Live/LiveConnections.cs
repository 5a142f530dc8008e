using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Platform.Live;

/// <summary>
/// Gives each connection of the hub its watcher. A lifetime manager sees the connection itself, to which bytes can be written
/// that were made once for all; a hub or its context would serialise every message again for every client.
/// </summary>
internal sealed class LiveConnections(LiveFeed feed, LiveMeter meter, IOptions<LiveOptions> options, ILogger<DefaultHubLifetimeManager<StockHub>> log)
    : DefaultHubLifetimeManager<StockHub>(log)
{
    private const string ClientKey = "live";

    /// <summary>The watcher of the connection that a call came from.</summary>
    public static LiveClient ClientOf(HubCallerContext call) => (LiveClient)call.Items[ClientKey]!;

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[ClientKey] = new LiveClient(feed, connection, meter, options.Value.MaxBehind);
        meter.Connected(1);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (connection.Items.Remove(ClientKey, out var client))
        {
            ((LiveClient)client!).Dispose();
            meter.Connected(-1);
        }

        return base.OnDisconnectedAsync(connection);
    }
}
