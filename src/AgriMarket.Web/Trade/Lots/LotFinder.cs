using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Lots;

/// <summary>Finds the lots that an official may choose for a campaign or a scheme.</summary>
public sealed class LotFinder(IDbContextFactory<MarketDb> contexts, ProduceCatalogue produce, RegionCatalogue regions, TimeProvider clock)
{
    /// <summary>Hits of one search; whoever wants others types more.</summary>
    public const int MostHits = 20;

    /// <summary>
    /// Lots on sale with something left for which what was typed stands as in the shop window; those with the
    /// fewest days left first. Nothing typed finds all of a region, and nothing where no region is named.
    /// </summary>
    /// <param name="regionCode">Only from inside this region and in no campaign yet; null for the whole country, in a campaign or
    /// not.</param>
    /// <param name="except">Those that are chosen already.</param>
    public async Task<IReadOnlyList<Lot>> SearchAsync(string? regionCode, string text, IReadOnlyCollection<Guid> except)
    {
        var wanted = SingleLine.Folded(text).Cut(LotFilter.TextMaxLength);
        if (regionCode is null && wanted.Length == 0)
        {
            return [];
        }

        var today = ChinaTime.Day(clock.GetUtcNow().UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync();
        var lots = db.Set<Lot>()
            .AsNoTracking()
            .Where(lot => lot.Status == LotStatus.Open && lot.BestBeforeOn >= today && lot.AvailableGrams > 0 && !except.Contains(lot.Id));
        if (regionCode is not null)
        {
            if (regions.Find(regionCode) is not { } region)
            {
                return [];
            }

            var inside = region.CodePrefix;
            lots = lots.Where(lot => lot.CampaignId == null && lot.OriginCode.StartsWith(inside));
        }

        if (wanted.Length > 0)
        {
            lots = lots.Naming(wanted, produce, regions);
        }

        return await lots.OrderBy(lot => lot.BestBeforeOn).ThenBy(lot => lot.Id).Take(MostHits).ToListAsync();
    }

    /// <summary>The lots with these ids, in their order.</summary>
    public async Task<IReadOnlyList<Lot>> FindAsync(IReadOnlyList<Guid> lotIds)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var lots = await db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id);
        return [.. lotIds.Where(lots.ContainsKey).Select(id => lots[id])];
    }
}
