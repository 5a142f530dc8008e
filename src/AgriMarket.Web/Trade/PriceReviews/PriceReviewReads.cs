using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.PriceReviews;

/// <summary>What sellers and officials see of prices that have to be allowed.</summary>
public sealed class PriceReviewReads(IDbContextFactory<MarketDb> contexts, RegionCatalogue regions)
{
    /// <summary>Of a list: more are read once these are decided.</summary>
    public const int Most = 100;

    /// <summary>The reviews that this official may decide, those that wait longest first, and then what was decided last.</summary>
    public async Task<IReadOnlyList<PriceReview>> ForOfficialAsync(Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.ReadableRegionAsync(officialId, regions) is not { } region)
        {
            return [];
        }

        var reviews = db.Set<PriceReview>().AsNoTracking().Where(row => row.OriginCode.StartsWith(region));
        return
        [
            .. await reviews.Where(row => row.Status == PriceReviewStatus.Waiting).OrderBy(row => row.AskedAt).Take(Most).ToListAsync(),
            .. await reviews
                .Where(row => row.Status != PriceReviewStatus.Waiting)
                .OrderByDescending(row => row.DecidedAt)
                .Take(Most)
                .ToListAsync(),
        ];
    }

    /// <summary>What this seller waits for, and what was declined lately.</summary>
    public async Task<IReadOnlyList<PriceReview>> OfSellerAsync(Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<PriceReview>()
            .AsNoTracking()
            .Where(row => row.FarmerId == farmerId && row.Status != PriceReviewStatus.Allowed && row.Status != PriceReviewStatus.Withdrawn)
            .OrderByDescending(row => row.AskedAt)
            .Take(Most)
            .ToListAsync();
    }
}
