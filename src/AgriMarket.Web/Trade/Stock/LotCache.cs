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
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, Lot>();
        }

        if (known.Count + ids.Count(id => !known.ContainsKey(id)) > Most)
        {
            known.Clear();
            seenIn.Clear();
        }

        Guid[] unseen = [.. ids.Where(id => !IsSeen(scope, id))];
        if (unseen.Length > 0)
        {
            await LookAsync(scope, unseen);
        }

        return ids.Where(id => IsSeen(scope, id)).ToDictionary(id => id, id => known[id]);
    }

    private bool IsSeen(WriteScope scope, Guid id) => known.ContainsKey(id) && seenIn.GetValueOrDefault(id) == scope.Memory.Reading;

    private async Task LookAsync(WriteScope scope, Guid[] ids)
    {
        var moves = scope.Cached<LotMoves>();
        var present = await scope.Sql.QueryAsync(
            SqlStatements.ForEach("SELECT id, version, campaign_id FROM lots WHERE id IN ({0})", ids),
            row => (Id: row.GetGuid(0), Version: row.GetInt64(1), CampaignId: row.IsNull(2) ? (Guid?)null : row.GetGuid(2))
        );
        Guid[] changed =
        [
            .. present
                .Where(lot =>
                    !known.TryGetValue(lot.Id, out var kept)
                    || (kept.Version - moves.Of(lot.Id).Count(), kept.CampaignId) != (lot.Version, lot.CampaignId)
                )
                .Select(lot => lot.Id),
        ];
        if (changed.Length > 0)
        {
            await ReadAsync(scope, changed);
        }

        present.ForEach(lot => seenIn[lot.Id] = scope.Memory.Reading);
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
