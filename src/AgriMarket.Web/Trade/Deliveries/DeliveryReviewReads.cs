using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Deliveries;

/// <summary>A delivery to look at, with the facts.</summary>
/// <param name="Destination">The county or district that it goes to: officials need no door of a household.</param>
/// <param name="GrantFen">Public money in the whole order.</param>
/// <param name="ValueFen">Goods and shipping of the whole order.</param>
/// <param name="ScanCount">How many scans its carrier has said.</param>
/// <param name="DeciderName">Empty before somebody has decided.</param>
public sealed record DeliveryCase(
    DeliveryReview Review,
    Parcel Parcel,
    string Destination,
    string SellerName,
    string BuyerName,
    long GrantFen,
    long ValueFen,
    int ScanCount,
    string DeciderName
);

/// <summary>What officials see of deliveries that have to be looked at.</summary>
public sealed class DeliveryReviewReads(IDbContextFactory<MarketDb> contexts, RegionCatalogue regions)
{
    /// <summary>Of a list: more are read once these are decided.</summary>
    public const int Most = 100;

    /// <summary>The deliveries that this official may decide, those that wait longest first, and then what was decided last.</summary>
    public async Task<IReadOnlyList<DeliveryCase>> ForOfficialAsync(Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.ReadableRegionAsync(officialId, regions) is not { } region)
        {
            return [];
        }

        var reviews = db.Set<DeliveryReview>()
            .AsNoTracking()
            .Where(row => row.Status != DeliveryReviewStatus.Cleared && row.OriginCode.StartsWith(region));
        return
        [
            .. await CasesAsync(
                db,
                reviews.Where(row => row.Status == DeliveryReviewStatus.Waiting).OrderBy(row => row.AskedAt).Take(Most)
            ),
            .. await CasesAsync(
                db,
                reviews.Where(row => row.Status != DeliveryReviewStatus.Waiting).OrderByDescending(row => row.DecidedAt).Take(Most)
            ),
        ];
    }

    private static async Task<IReadOnlyList<DeliveryCase>> CasesAsync(MarketDb db, IQueryable<DeliveryReview> chosen)
    {
        var reviews = await chosen.ToListAsync();
        var (parcelIds, orderIds) = (reviews.ConvertAll(row => row.ParcelId), reviews.ConvertAll(row => row.OrderId));
        var parcels = await db.Set<Parcel>().AsNoTracking().Where(row => parcelIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        var orders = await db.Set<Order>().AsNoTracking().Where(row => orderIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        var scans = await db.Set<CarrierScan>()
            .Where(row => parcelIds.Contains(row.ParcelId))
            .GroupBy(row => row.ParcelId)
            .Select(rows => new { rows.Key, Count = rows.Count() })
            .ToDictionaryAsync(rows => rows.Key, rows => rows.Count);
        var names = await db.NamesAsync([
            .. reviews.SelectMany(row => new[] { row.FarmerId, row.BuyerId, row.DecidedBy ?? row.FarmerId }).Distinct(),
        ]);
        return reviews.ConvertAll(review =>
        {
            var order = orders[review.OrderId];
            return new DeliveryCase(
                review,
                parcels[review.ParcelId],
                order.ShipTo.RegionCode,
                names.GetValueOrDefault(review.FarmerId, ""),
                names.GetValueOrDefault(review.BuyerId, ""),
                order.ShippingSubsidyFen + order.FundSubsidyFen,
                order.GoodsFen + order.ShippingFen,
                scans.GetValueOrDefault(review.ParcelId),
                review.DecidedBy is { } decider ? names.GetValueOrDefault(decider, "") : ""
            );
        });
    }
}
