using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderRecords;

/// <summary>What reads of orders share.</summary>
internal static class OrderQueries
{
    /// <summary>The origins of lots, by lot.</summary>
    public static Task<Dictionary<Guid, LotOrigin>> OriginsAsync(this MarketDb db, IReadOnlyCollection<Guid> lotIds) =>
        db.Set<Lot>()
            .AsNoTracking()
            .Where(lot => lotIds.Contains(lot.Id))
            .Select(lot => new LotOrigin(lot.Id, lot.OriginCode, lot.FarmerName))
            .ToDictionaryAsync(lot => lot.LotId);

    /// <summary>The lines in a parcel: what one farmer sends from one county.</summary>
    public static Task<List<OrderLine>> LinesOfParcelAsync(this MarketDb db, Parcel parcel) =>
        db.Set<OrderLine>()
            .AsNoTracking()
            .Where(line =>
                line.OrderId == parcel.OrderId
                && line.FarmerId == parcel.FarmerId
                && db.Set<Lot>().Any(lot => lot.Id == line.LotId && lot.OriginCode == parcel.OriginCode)
            )
            .OrderBy(line => line.LotId)
            .ToListAsync();
}
