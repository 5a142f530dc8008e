using System.Runtime.Serialization;
using AgriMarket.Platform.Api;
using AgriMarket.Platform.Live;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Stock;

/// <summary>What a client has of a lot; version 0 for one it knows nothing of.</summary>
[DataContract]
public sealed record KnownLot([property: DataMember(Name = "lotId")] Guid LotId, [property: DataMember(Name = "version")] long Version);

/// <summary>
/// Live figures for browsers and outside programs at <c>/hubs/stock</c>, as JSON or MessagePack. A client names what it watches;
/// the server sends <c>StockChanged</c> and <c>CampaignChanged</c>, each with a list of changes. A tick's changes may come as
/// several messages in one frame. What a client is sent of a subject never goes back to an older version; an answer to
/// <see cref="Sync"/> may cross with an update, and the higher version counts. Public figures only, so nobody needs to sign in.
/// </summary>
[AllowAnonymous]
internal sealed class StockHub(LiveFeed feed, LiveMeter meter, IEnumerable<LiveSource> sources, IOptions<LiveOptions> options) : Hub
{
    /// <summary>The permission to watch every lot of the market.</summary>
    public const string WholeMarket = "live-whole-market";

    private const int CountyCodeLength = 6;

    private LiveClient Client => LiveClient.Of(Context);

    /// <summary>Watches lots from now on, beginning with their present stock. More than the bound of one connection is refused.</summary>
    [AllowAnonymous]
    public async Task WatchLots(IReadOnlyList<Guid> ids)
    {
        Watch(Named(ids).Select(StockTopics.Lot), ids.Count);
        feed.Answer(Client, await ReadAsync(LiveKind.Lot, ids));
    }

    /// <summary>Watches every lot of a county (six digits, as in an address) from now on.</summary>
    [AllowAnonymous]
    public void WatchCounty(string code) => Watch([StockTopics.County(Code(code))], 1);

    /// <summary>Watches a campaign's figures from now on, beginning with the present ones.</summary>
    [AllowAnonymous]
    public async Task WatchCampaign(Guid id)
    {
        Watch([StockTopics.Campaign(id)], 1);
        feed.Answer(Client, await ReadAsync(LiveKind.Campaign, [id]));
    }

    /// <summary>Watches every lot of the market from now on.</summary>
    [Authorize(Policy = WholeMarket)]
    public void WatchAll() => Watch([StockTopics.Lots], 1);

    /// <summary>Stops watching lots.</summary>
    [AllowAnonymous]
    public void Unwatch(IReadOnlyList<Guid> ids) => Client.Remove(Named(ids).Select(StockTopics.Lot));

    [AllowAnonymous]
    public void UnwatchCounty(string code) => Client.Remove(StockTopics.County(Code(code)));

    [AllowAnonymous]
    public void UnwatchCampaign(Guid id) => Client.Remove(StockTopics.Campaign(id));

    /// <summary>Stops watching every lot of the market; lots and counties that are watched by name stay watched.</summary>
    [AllowAnonymous]
    public void UnwatchAll() => Client.Remove(StockTopics.Lots);

    /// <summary>
    /// For a client that was away: it watches these lots from now on, and is answered with those alone that have changed since
    /// the versions it has.
    /// </summary>
    [AllowAnonymous]
    public async Task<object[]> Sync(IReadOnlyList<KnownLot> lots)
    {
        var known = (lots ?? throw NothingNamed()).Where(lot => lot is not null).ToLookup(lot => lot.LotId);
        Guid[] ids = [.. known.Select(lot => lot.Key)];
        var versions = known.ToDictionary(lot => StockTopics.Lot(lot.Key), lot => lot.Max(it => it.Version));
        Watch(versions.Keys, ids.Length);
        return [.. (await ReadAsync(LiveKind.Lot, ids)).Where(change => change.Version > versions[change.Topic])];
    }

    /// <summary>A browser's word that it shows a version of a lot now. Counted as a sample, now and then.</summary>
    [AllowAnonymous]
    public void Seen(Guid lotId, long version)
    {
        if (Client.MayReport() && feed.CommitOf(StockTopics.Lot(lotId), version) is { } since)
        {
            meter.Seen(since);
        }
    }

    private static IReadOnlyList<Guid> Named(IReadOnlyList<Guid> ids) => ids ?? throw NothingNamed();

    private static string Code(string code) =>
        code is { Length: CountyCodeLength } && code.All(char.IsAsciiDigit)
            ? code
            : throw new HubException("A county is named by its code of six digits.");

    private static HubException NothingNamed() => new("Name what you want to watch.");

    /// <summary>Watch first, read second: what changes in between arrives as an update, and its version tells which is newer.</summary>
    private void Watch(IEnumerable<string> topics, int count)
    {
        var most = options.Value.MaxTopics;
        if (count > most || !Client.TryAdd(topics, most))
        {
            throw new HubException($"A connection may watch at most {most} subjects.");
        }
    }

    private async Task<IReadOnlyList<PublicChange>> ReadAsync(LiveKind kind, IReadOnlyCollection<Guid> ids)
    {
        var present = new List<PublicChange>();
        foreach (var source in sources.Where(source => source.Kind == kind))
        {
            present.AddRange(await source.ReadAsync(ids));
        }

        return present;
    }
}
