using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Platform.Live;

/// <summary>
/// Live figures for browsers and outside programs at <c>/hubs/stock</c>. A client names what it watches; the server sends
/// <c>StockChanged</c> with a list of { lotId, version, availableGrams } and <c>CampaignChanged</c> with a list of figures.
/// Public figures only, so nobody needs to sign in.
/// </summary>
[AllowAnonymous]
public sealed class StockHub(LiveFeed feed, IHubContext<StockHub> clients, IEnumerable<LiveSource> sources, IOptions<LiveOptions> options) : Hub
{
    private const string WatcherKey = "watcher";

    /// <summary>Watches lots from now on, beginning with their present stock. More than the bound of one connection is refused.</summary>
    [AllowAnonymous]
    public Task WatchLots(IReadOnlyList<Guid> ids) => WatchAsync(LiveKind.Lot, ids, LiveTopics.Lot);

    /// <summary>Watches a campaign's figures from now on, beginning with the present ones.</summary>
    [AllowAnonymous]
    public Task WatchCampaign(Guid id) => WatchAsync(LiveKind.Campaign, [id], LiveTopics.Campaign);

    /// <summary>Stops watching lots.</summary>
    [AllowAnonymous]
    public void Unwatch(IReadOnlyList<Guid> ids) => Watcher.Remove(ids.Select(LiveTopics.Lot));

    public override Task OnConnectedAsync()
    {
        // The hub object dies with this call; what outlives it is the connection's id and the hub context.
        var (client, hubClients) = (Context.ConnectionId, clients.Clients);
        Context.Items[WatcherKey] = feed.Watch(changes => SendAsync(hubClients.Client(client), changes.OfType<PublicChange>()));
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        Watcher.Dispose();
        return base.OnDisconnectedAsync(exception);
    }

    private LiveWatcher Watcher => (LiveWatcher)Context.Items[WatcherKey]!;

    private async Task WatchAsync(LiveKind kind, IReadOnlyList<Guid> ids, Func<Guid, string> topicOf)
    {
        if (Watcher.Count + ids.Count > options.Value.MaxTopics)
        {
            throw new HubException($"A connection may watch at most {options.Value.MaxTopics} subjects.");
        }

        // Watch first, read second: what changes in between arrives twice, and its version tells the client which is newer.
        Watcher.Add(ids.Select(topicOf));
        foreach (var source in sources.Where(source => source.Kind == kind))
        {
            await SendAsync(Clients.Caller, await source.ReadAsync(ids));
        }
    }

    private static async Task SendAsync(IClientProxy client, IEnumerable<PublicChange> changes)
    {
        foreach (var kind in changes.GroupBy(change => change.Method))
        {
            // As objects, so that the serialiser sees each change's own type.
            await client.SendAsync(kind.Key, kind.ToArray<object>());
        }
    }
}
