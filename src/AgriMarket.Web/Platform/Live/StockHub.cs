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
public sealed class StockHub(LiveFeed feed, IHubContext<StockHub> clients, IOptions<LiveOptions> options) : Hub
{
    private const string WatcherKey = "watcher";

    /// <summary>Watches lots from now on. More than the bound of topics for one connection is refused.</summary>
    [AllowAnonymous]
    public void WatchLots(IReadOnlyList<Guid> ids) => Watch(ids.Select(LiveTopics.Lot));

    /// <summary>Watches a campaign's figures from now on.</summary>
    [AllowAnonymous]
    public void WatchCampaign(Guid id) => Watch([LiveTopics.Campaign(id)]);

    /// <summary>Stops watching lots.</summary>
    [AllowAnonymous]
    public void Unwatch(IReadOnlyList<Guid> ids) => Watcher.Remove(ids.Select(LiveTopics.Lot));

    public override Task OnConnectedAsync()
    {
        // The hub object dies with this call; what outlives it is the connection's id and the hub context.
        var (client, hubClients) = (Context.ConnectionId, clients.Clients);
        Context.Items[WatcherKey] = feed.Watch(async changes =>
        {
            foreach (var kind in changes.OfType<PublicChange>().GroupBy(change => change.Method))
            {
                // As objects, so that the serialiser sees each change's own type.
                await hubClients.Client(client).SendAsync(kind.Key, kind.ToArray<object>());
            }
        });
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        Watcher.Dispose();
        return base.OnDisconnectedAsync(exception);
    }

    private LiveWatcher Watcher => (LiveWatcher)Context.Items[WatcherKey]!;

    private void Watch(IEnumerable<string> topics)
    {
        string[] wanted = [.. topics.Take(options.Value.MaxTopics + 1)];
        if (Watcher.Count + wanted.Length > options.Value.MaxTopics)
        {
            throw new HubException($"A connection may watch at most {options.Value.MaxTopics} subjects.");
        }

        Watcher.Add(wanted);
    }
}
