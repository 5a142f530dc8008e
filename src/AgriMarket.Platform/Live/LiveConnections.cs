using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Live;

/// <summary>
/// Gives each connection of the hub its watcher. A lifetime manager sees the connection itself, to which bytes can be written
/// that were made once for all; a hub or its context would serialise every message again for every client.
/// </summary>
internal sealed class LiveConnections<THub>(
    LiveFeed feed,
    LiveMeter meter,
    IOptions<LiveOptions> options,
    ILogger<DefaultHubLifetimeManager<THub>> log
) : DefaultHubLifetimeManager<THub>(log)
    where THub : Hub
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[LiveClient.Key] = new LiveClient(feed, connection, meter, options.Value.MaxBehind);
        meter.Connected(1);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (connection.Items.Remove(LiveClient.Key, out var client))
        {
            ((LiveClient)client!).Dispose();
            meter.Connected(-1);
        }

        return base.OnDisconnectedAsync(connection);
    }
}
