using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Lots;

/// <summary>A lot that a search found.</summary>
/// <param name="TakenBy">Title of the campaign that has it, so that it can't be chosen; null where it can.</param>
public sealed record FoundLot(Lot Lot, string? TakenBy);

/// <summary>Finds the lots that an official may choose for a campaign or a scheme.</summary>
public sealed class LotFinder(IDbContextFactory<MarketDb> contexts, ProduceCatalogue produce, RegionCatalogue regions, TimeProvider clock)
{
    /// <summary>Hits of one search; whoever wants others types more.</summary>
    public const int MostHits = 20;

    /// <summary>
    /// Lots on sale with something left for which what was typed stands as in the shop window; those with the
    /// fewest days left first, and after those that may be chosen those in another campaign. Nothing typed finds all of a region, and
    /// nothing where no region is named.
    /// </summary>
    /// <param name="regionCode">Only from inside this region, for a campaign; null for the whole country, in a campaign or not.</param>
    /// <param name="campaignId">The campaign that is written: its own lots may be chosen.</param>
    /// <param name="except">Those that are chosen already.</param>
    public async Task<IReadOnlyList<FoundLot>> SearchAsync(
        string? regionCode,
        Guid? campaignId,
        string text,
        IReadOnlyCollection<Guid> except
    )
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
            lots = lots.Where(lot => lot.OriginCode.StartsWith(inside));
        }

        if (wanted.Length > 0)
        {
            lots = lots.Naming(wanted, produce, regions);
        }

        var isForCampaign = regionCode is not null;
        var found = await (
            from lot in lots
            join campaign in db.Set<Campaign>().Where(row => isForCampaign && row.Id != campaignId)
                on lot.CampaignId equals campaign.Id
                into others
            from other in others.DefaultIfEmpty()
            orderby other != null, lot.BestBeforeOn, lot.Id
            select new { Lot = lot, TakenBy = other == null ? null : other.Title }
        )
            .Take(MostHits)
            .ToListAsync();
        return found.ConvertAll(row => new FoundLot(row.Lot, row.TakenBy));
    }

    /// <summary>The lots with these ids, in their order.</summary>
    public async Task<IReadOnlyList<Lot>> FindAsync(IReadOnlyList<Guid> lotIds)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var lots = await db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id);
        return [.. lotIds.Where(lots.ContainsKey).Select(id => lots[id])];
    }
}
