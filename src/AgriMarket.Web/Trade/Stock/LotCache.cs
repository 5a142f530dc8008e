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
    /// <summary>About 20 MB; beyond it the cache is cleared rather than kept in order.</summary>
    private const int MostLots = 20_000;

    private readonly Dictionary<Guid, Lot> known = [];

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
        Guid[] changed =
        [
            .. present
                .Where(lot => !known.TryGetValue(lot.Id, out var kept) || (kept.Version, kept.CampaignId) != (lot.Version, lot.CampaignId))
                .Select(lot => lot.Id),
        ];
        if (changed.Length > 0)
        {
            await ReadAsync(scope, changed);
        }

        return present.ToDictionary(lot => lot.Id, lot => known[lot.Id]);
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

    private async Task ReadAsync(WriteScope scope, Guid[] ids)
    {
        if (known.Count + ids.Length > MostLots)
        {
            known.Clear();
        }

        foreach (var lot in await scope.Db.Set<Lot>().AsNoTracking().Where(lot => ids.Contains(lot.Id)).ToListAsync())
        {
            known[lot.Id] = lot;
        }

        // What was read may be what this very command has changed and takes back.
        scope.OnUndone(() => Array.ForEach(ids, id => known.Remove(id)));
    }
}
