using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Campaigns;

/// <summary>Finds the lots that a campaign could offer.</summary>
public sealed class CampaignLotReads(IDbContextFactory<MarketDb> contexts, ProduceCatalogue produce, RegionCatalogue regions, TimeProvider clock)
{
    /// <summary>Hits of one search; whoever wants others types more.</summary>
    public const int MostHits = 20;

    private const int MostKinds = 50;

    /// <summary>
    /// Lots on sale from inside a region that no campaign has yet, whose produce, farmer or village is what was typed; those
    /// with the fewest days left first.
    /// </summary>
    public async Task<IReadOnlyList<Lot>> SearchAsync(string regionCode, string text, IReadOnlyCollection<Guid> except)
    {
        if (regions.Find(regionCode) is not { } region)
        {
            return [];
        }

        var today = ChinaTime.Day(clock.GetUtcNow().UtcDateTime);
        var wanted = text.Trim();
        // GB/T 2260: the first two digits are the province, the next two the prefecture.
        var inside = region.Code[..((int)region.Level * 2)];
        await using var db = await contexts.CreateDbContextAsync();
        var lots = db.Set<Lot>().AsNoTracking().Where(lot =>
            lot.Status == LotStatus.Open && lot.BestBeforeOn >= today && lot.AvailableGrams > 0 && lot.CampaignId == null
            && lot.OriginCode.StartsWith(inside) && !except.Contains(lot.Id));
        if (wanted.Length > 0)
        {
            List<string> kinds = [.. produce.Search(wanted, MostKinds).Select(kind => kind.Code)];
            lots = lots.Where(lot => kinds.Contains(lot.ProduceCode) || lot.FarmerName.Contains(wanted) || lot.Household.Contains(wanted) || lot.Village.Contains(wanted));
        }

        return await lots.OrderBy(lot => lot.BestBeforeOn).ThenBy(lot => lot.Id).Take(MostHits).ToListAsync();
    }

    /// <summary>The lots with these ids, in their order.</summary>
    public async Task<IReadOnlyList<Lot>> FindAsync(IReadOnlyList<Guid> lotIds)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var lots = await db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Take(Campaign.MaxLots).Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id);
        return [.. lotIds.Where(lots.ContainsKey).Select(id => lots[id])];
    }
}
