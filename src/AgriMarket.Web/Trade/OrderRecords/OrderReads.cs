using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderRecords;

/// <summary>One page of a buyer's orders, newest first.</summary>
/// <param name="Page">From 1; a page that does not exist becomes the nearest that does.</param>
/// <param name="Pages">At least 1.</param>
public sealed record OrderList(IReadOnlyList<Order> Orders, int Page, int Pages);

/// <summary>An order as its buyer follows it.</summary>
/// <param name="Refunds">What was refunded of it, the oldest first.</param>
/// <param name="IsSentBack">Its money came too late and goes back in full.</param>
/// <param name="PaymentRefunds">Money on its way back to the buyer, the oldest first.</param>
public sealed record OrderView(
    Order Order,
    IReadOnlyList<ParcelView> Parcels,
    IReadOnlyList<AppliedGrant> Grants,
    IReadOnlyList<Refund> Refunds,
    bool IsSentBack,
    IReadOnlyList<PaymentRefund> PaymentRefunds
);

/// <summary>A parcel with what is in it and the name of whoever sends it.</summary>
public sealed record ParcelView(Parcel Parcel, string FarmerName, IReadOnlyList<OrderLine> Lines)
{
    /// <summary>What its carrier says, the latest first; empty where nobody asked for it.</summary>
    public IReadOnlyList<CarrierScan> Scans { get; init; } = [];

    /// <summary>A parcel is what one farmer sends from one county.</summary>
    internal static ParcelView Of(Parcel parcel, Order order, IReadOnlyDictionary<Guid, LotOrigin> origins)
    {
        var lines = order.Lines.FindAll(line => line.FarmerId == parcel.FarmerId && origins[line.LotId].Code == parcel.OriginCode);
        return new ParcelView(parcel, origins[lines[0].LotId].FarmerName, lines);
    }
}

/// <summary>Where a lot comes from, and the name of whoever sells it.</summary>
internal sealed record LotOrigin(Guid LotId, string Code, string FarmerName);

/// <summary>What a scheme pays of an order, and from which goods or shipping that was computed.</summary>
public sealed record AppliedGrant(Scheme Scheme, long AmountFen, long BaseFen, long BaseGrams)
{
    /// <summary>Of a quote: fen of the goods' price above what counts.</summary>
    public long UncountedFen { get; init; }
}

/// <summary>Reads orders for their buyers: every read is of one buyer's orders alone.</summary>
public sealed class OrderReads(IDbContextFactory<MarketDb> contexts)
{
    public const int PageSize = 20;

    /// <summary>A page of this buyer's orders.</summary>
    /// <param name="page">From 1.</param>
    public async Task<OrderList> ListAsync(Guid buyerId, int page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var mine = db.Set<Order>().AsNoTracking().Where(order => order.BuyerId == buyerId);
        var pages = Math.Max(1, (await mine.CountAsync() + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var orders = await mine.OrderByDescending(order => order.PlacedAt)
            .ThenByDescending(order => order.Id)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .Include(order => order.Lines)
            .Include(order => order.Parcels)
            .AsSplitQuery()
            .ToListAsync();
        return new OrderList(orders, page, pages);
    }

    /// <summary>An order of this buyer; null when there is none, also when it is somebody else's.</summary>
    public async Task<OrderView?> FindAsync(Guid orderId, Guid buyerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var order = await db.Set<Order>()
            .AsNoTracking()
            .Include(row => row.Lines)
            .Include(row => row.Parcels)
            .Include(row => row.Grants)
            .AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Id == orderId && row.BuyerId == buyerId);
        return order is null ? null : await ViewAsync(db, order);
    }

    /// <summary>Where this buyer's latest order went; null before the first.</summary>
    public async Task<Address?> LastAddressAsync(Guid buyerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return (
            await db.Set<Order>()
                .AsNoTracking()
                .Where(order => order.BuyerId == buyerId)
                .OrderByDescending(order => order.PlacedAt)
                .ThenByDescending(order => order.Id)
                .FirstOrDefaultAsync()
        )?.ShipTo;
    }

    /// <summary>What belongs to an order, for whoever may see it.</summary>
    internal static async Task<OrderView> ViewAsync(MarketDb db, Order order)
    {
        var lotIds = order.Lines.ConvertAll(line => line.LotId);
        var origins = await db.OriginsAsync(lotIds);
        var schemeIds = order.Grants.ConvertAll(grant => grant.SchemeId);
        var schemes = await db.Set<Scheme>()
            .AsNoTracking()
            .Where(scheme => schemeIds.Contains(scheme.Id))
            .ToDictionaryAsync(scheme => scheme.Id);
        var refunds = await db.Set<Refund>()
            .AsNoTracking()
            .Where(refund => refund.OrderId == order.Id)
            .OrderBy(refund => refund.At)
            .ThenBy(refund => refund.Id)
            .ToListAsync();
        var isSentBack = await db.Set<Payment>().AnyAsync(payment => payment.Id == order.Id && payment.Status == PaymentStatus.Refunded);
        var paybacks = await db.Set<PaymentRefund>()
            .AsNoTracking()
            .Where(back => back.PaymentId == order.Id)
            .OrderBy(back => back.CreatedAt)
            .ThenBy(back => back.Id)
            .ToListAsync();
        var parcelIds = order.Parcels.ConvertAll(parcel => parcel.Id);
        var scans = (await db.Set<CarrierScan>().AsNoTracking().Where(scan => parcelIds.Contains(scan.ParcelId)).ToListAsync())
            .OrderByDescending(scan => scan.At)
            .ToLookup(scan => scan.ParcelId);
        return new OrderView(
            order,
            [
                .. order
                    .Parcels.OrderBy(parcel => parcel.Id)
                    .Select(parcel => ParcelView.Of(parcel, order, origins) with { Scans = [.. scans[parcel.Id]] }),
            ],
            [
                .. order
                    .Grants.OrderBy(grant => grant.SchemeId)
                    .Select(grant => new AppliedGrant(schemes[grant.SchemeId], grant.AmountFen, grant.BaseFen, grant.BaseGrams)),
            ],
            refunds,
            isSentBack,
            paybacks
        );
    }
}
