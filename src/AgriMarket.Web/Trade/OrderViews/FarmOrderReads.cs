using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Trade.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderViews;

/// <summary>A parcel with what its farmer needs to pack and address it.</summary>
public sealed record FarmParcel(Parcel Parcel, DateTime PaidAt, Address ShipTo, IReadOnlyList<FarmParcelLine> Lines)
{
    /// <summary>What its carrier says, the latest first.</summary>
    public IReadOnlyList<CarrierScan> Scans { get; init; } = [];

    /// <summary>When its money comes; null before it is sent.</summary>
    public DeliveryMoney? Money { get; init; }
}

/// <summary>What goes into a parcel: a whole number of steps or packs of one lot, less what was cancelled or refunded.</summary>
/// <param name="Household">Whose it is, where the farmer sells for others; else empty.</param>
public sealed record FarmParcelLine(
    Guid OrderId,
    Guid LotId,
    string OriginCode,
    string ProduceCode,
    string Household,
    SaleKind SaleKind,
    long UnitGrams,
    long Grams
)
{
    public long Units => Grams / UnitGrams;
}

/// <summary>
/// What farmers see of orders: their own parcels, once they are paid for. Every read names the farmer, so that nobody else
/// sees a buyer's address.
/// </summary>
public sealed class FarmOrderReads(IDbContextFactory<MarketDb> contexts, DeliveryPolicy policy, TimeProvider clock)
{
    public const int PageSize = 20;

    public async Task<int> CountToShipAsync(Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await PaidParcels(db, farmerId).CountAsync(row => row.Parcel.Status == ParcelStatus.ToShip);
    }

    /// <summary>Parcels to ship, the longest paid first.</summary>
    public async Task<PageOf<FarmParcel>> ToShipAsync(Guid farmerId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await FillAsync(
            db,
            await PaidParcels(db, farmerId)
                .Where(row => row.Parcel.Status == ParcelStatus.ToShip)
                .OrderBy(row => row.PaidAt)
                .ThenBy(row => row.Parcel.Id)
                .PageAsync(page, PageSize)
        );
    }

    /// <summary>Parcels that were sent, whatever became of them, the latest first.</summary>
    public async Task<PageOf<FarmParcel>> ShippedAsync(Guid farmerId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await FillAsync(
            db,
            await PaidParcels(db, farmerId)
                .Where(row => row.Parcel.ShippedAt != null)
                .OrderByDescending(row => row.Parcel.ShippedAt)
                .ThenBy(row => row.Parcel.Id)
                .PageAsync(page, PageSize)
        );
    }

    /// <summary>What of one order is this farmer's to send; empty for an order that is none of their business.</summary>
    public async Task<IReadOnlyList<Parcel>> ParcelsAsync(Guid orderId, Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<Parcel>()
            .AsNoTracking()
            .Where(parcel => parcel.OrderId == orderId && parcel.FarmerId == farmerId)
            .OrderBy(parcel => parcel.Id)
            .ToListAsync();
    }

    /// <summary>The carrier this farmer used last; null before the first parcel.</summary>
    public async Task<string?> LastCarrierAsync(Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<Parcel>()
            .Where(parcel => parcel.FarmerId == farmerId && parcel.ShippedAt != null)
            .OrderByDescending(parcel => parcel.ShippedAt)
            .Select(parcel => parcel.Carrier)
            .FirstOrDefaultAsync();
    }

    /// <summary>Before it is paid for an order is none of the farmer's business: its address is not shown.</summary>
    private static IQueryable<PaidParcel> PaidParcels(MarketDb db, Guid farmerId) =>
        db.Set<Parcel>()
            .AsNoTracking()
            .Where(parcel => parcel.FarmerId == farmerId)
            .Join(
                db.Set<Order>().Where(order => order.PaidAt != null),
                parcel => parcel.OrderId,
                order => order.Id,
                (parcel, order) =>
                    new PaidParcel
                    {
                        Parcel = parcel,
                        PaidAt = order.PaidAt!.Value,
                        ShipTo = order.ShipTo,
                    }
            );

    private async Task<PageOf<FarmParcel>> FillAsync(MarketDb db, PageOf<PaidParcel> parcels)
    {
        Guid[] orderIds = [.. parcels.Items.Select(row => row.Parcel.OrderId).Distinct()];
        Guid[] farmerIds = [.. parcels.Items.Select(row => row.Parcel.FarmerId).Distinct()];
        // A parcel holds the lines of one farmer from one county.
        var lines = (
            await db.Set<OrderLine>()
                .Where(line => orderIds.Contains(line.OrderId) && farmerIds.Contains(line.FarmerId) && line.Grams > line.RefundedGrams)
                .Join(
                    db.Set<Lot>(),
                    line => line.LotId,
                    lot => lot.Id,
                    (line, lot) =>
                        new FarmParcelLine(
                            line.OrderId,
                            line.LotId,
                            lot.OriginCode,
                            line.ProduceCode,
                            line.Household == lot.FarmerName ? "" : line.Household,
                            lot.SaleKind,
                            line.UnitGrams,
                            line.Grams - line.RefundedGrams
                        )
                )
                .ToListAsync()
        ).ToLookup(line => (line.OrderId, line.OriginCode));
        var deliveries = await db.DeliveriesAsync([.. parcels.Items.Select(row => row.Parcel.Id)]);
        var now = clock.GetUtcNow().UtcDateTime;
        return parcels.With(row => new FarmParcel(
            row.Parcel,
            row.PaidAt,
            row.ShipTo,
            [.. lines[(row.Parcel.OrderId, row.Parcel.OriginCode)]]
        )
        {
            Scans = [.. deliveries.Scans[row.Parcel.Id]],
            Money = deliveries.Of(row.Parcel, policy.Settings, now),
        });
    }

    /// <summary>Set by name, so that the database can filter and sort by its parts.</summary>
    private sealed class PaidParcel
    {
        public required Parcel Parcel { get; init; }

        public required DateTime PaidAt { get; init; }

        public required Address ShipTo { get; init; }
    }
}
