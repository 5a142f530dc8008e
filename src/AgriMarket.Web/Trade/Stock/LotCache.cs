using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Stock;

/// <summary>
/// Lots as this process's writer last saw them, so that an order need not read what has not changed: whatever a lot says is
/// bound to its version and its campaign, and one small read of those in each batch tells which lots to read again. What commands
/// have deferred (<see cref="LotMoves"/>) is carried out here. Only commands use it, one at a time.
/// </summary>
internal sealed class LotCache
{
    /// <summary>Lots kept at once, about 20 MB; beyond it all are forgotten rather than kept in order of use.</summary>
    internal const int MostLots = 20_000;

    private readonly Dictionary<Guid, Lot> known = [];

    /// <summary>By lot the reading of the database in which it was last looked at, see <see cref="WriterCache.Reading"/>.</summary>
    private readonly Dictionary<Guid, long> seenIn = [];

    /// <summary>Smaller in tests only.</summary>
    internal int Most { get; set; } = MostLots;

    internal int Count => known.Count;

    /// <summary>
    /// Those of the wanted lots that exist, as they are now. More than <see cref="Most"/> at once are kept until the next question.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, Lot>> FindAsync(WriteScope scope, IReadOnlyCollection<Guid> ids)
    {
        if (known.Count + ids.Count > Most && known.Count + ids.Count(id => !known.ContainsKey(id)) > Most)
        {
            known.Clear();
            seenIn.Clear();
        }

        var (found, unseen) = (new Dictionary<Guid, Lot>(ids.Count), new List<Guid>());
        foreach (var id in ids)
        {
            if (Seen(scope, id) is { } lot)
            {
                found.Add(id, lot);
            }
            else
            {
                unseen.Add(id);
            }
        }

        if (unseen.Count > 0)
        {
            await LookAsync(scope, unseen);
        }

        foreach (var id in unseen)
        {
            if (Seen(scope, id) is { } lot)
            {
                found.Add(id, lot);
            }
        }

        return found;
    }

    private Lot? Seen(WriteScope scope, Guid id) =>
        known.TryGetValue(id, out var lot) && seenIn.GetValueOrDefault(id) == scope.Memory.Reading ? lot : null;

    private async Task LookAsync(WriteScope scope, IReadOnlyCollection<Guid> ids)
    {
        var moves = scope.Cached<LotMoves>();
        var present = await scope.Sql.QueryAsync(
            SqlStatements.ForEach("SELECT id, version, campaign_id FROM lots WHERE id IN ({0})", ids),
            row => (Id: row.GetGuid(0), Version: row.GetInt64(1), CampaignId: row.IsNull(2) ? (Guid?)null : row.GetGuid(2))
        );
        var changed = new List<Guid>();
        foreach (var (id, version, campaignId) in present)
        {
            if (!known.TryGetValue(id, out var kept) || kept.Version - moves.CountOf(id) != version || kept.CampaignId != campaignId)
            {
                changed.Add(id);
            }
        }

        if (changed.Count > 0)
        {
            await ReadAsync(scope, [.. changed]);
        }

        foreach (var (id, _, _) in present)
        {
            seenIn[id] = scope.Memory.Reading;
        }
    }

    /// <summary>Carries out here what is noted or done of a lot; forgotten if the command is undone.</summary>
    public void Follow(WriteScope scope, Guid lotId, StockMove move)
    {
        if (known.TryGetValue(lotId, out var lot))
        {
            lot.Follow(move);
            scope.OnUndone(() => known.Remove(lotId));
        }
    }

    private async Task ReadAsync(WriteScope scope, Guid[] ids)
    {
        foreach (var lot in await scope.Db.Set<Lot>().AsNoTracking().Where(lot => ids.Contains(lot.Id)).ToListAsync())
        {
            foreach (var move in scope.Cached<LotMoves>().Of(lot.Id))
            {
                lot.Follow(move);
            }

            known[lot.Id] = lot;
        }

        // What was read may be what this very command has changed and takes back.
        scope.OnUndone(() => Array.ForEach(ids, id => known.Remove(id)));
    }
}
