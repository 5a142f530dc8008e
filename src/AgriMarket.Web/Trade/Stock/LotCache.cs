using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Stock;

/// <summary>
/// Lots as this process's writer last saw them, so that an order need not read what has not changed: whatever a lot says is
/// bound to its version and its campaign, and one small read of those tells which lots to read again. Only commands use it,
/// one at a time.
/// </summary>
internal sealed class LotCache
{
    /// <summary>Lots kept at once, about 20 MB; beyond it all are forgotten rather than kept in order of use.</summary>
    internal const int MostLots = 20_000;

    private readonly Dictionary<Guid, Lot> known = [];

    /// <summary>Smaller in tests only.</summary>
    internal int Most { get; set; } = MostLots;

    internal int Count => known.Count;

    /// <summary>Those of the wanted lots that exist, as they are now.</summary>
    public async Task<IReadOnlyDictionary<Guid, Lot>> FindAsync(WriteScope scope, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, Lot>();
        }

        var present = await scope.Sql.QueryAsync(
            SqlStatements.ForEach("SELECT id, version, campaign_id FROM lots WHERE id IN ({0})", ids),
            row => (Id: row.GetGuid(0), Version: row.GetInt64(1), CampaignId: row.IsNull(2) ? (Guid?)null : row.GetGuid(2))
        );
        // Kept apart from what is known, which is forgotten when there is no room for what is read.
        var found = new Dictionary<Guid, Lot>(present.Count);
        var changed = new List<Guid>();
        foreach (var (id, version, campaignId) in present)
        {
            if (known.TryGetValue(id, out var lot) && (lot.Version, lot.CampaignId) == (version, campaignId))
            {
                found.Add(id, lot);
            }
            else
            {
                changed.Add(id);
            }
        }

        foreach (var lot in await ReadAsync(scope, changed))
        {
            found.Add(lot.Id, lot);
        }

        return found;
    }

    /// <summary>Carries out in the cache what a guarded update did to a lot; forgotten if the command is undone.</summary>
    public void Follow(WriteScope scope, Guid lotId, StockMove move)
    {
        if (known.TryGetValue(lotId, out var lot))
        {
            lot.Follow(move);
            scope.OnUndone(() => known.Remove(lotId));
        }
    }

    private async Task<List<Lot>> ReadAsync(WriteScope scope, List<Guid> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        if (known.Count + ids.Count > Most)
        {
            known.Clear();
        }

        var read = await scope.Db.Set<Lot>().AsNoTracking().Where(lot => ids.Contains(lot.Id)).ToListAsync();
        read.ForEach(lot => known[lot.Id] = lot);

        // What was read may be what this very command has changed and takes back.
        scope.OnUndone(() => ids.ForEach(id => known.Remove(id)));
        return read;
    }
}
