using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Shortfalls;

/// <summary>Reads of what lots promise, and of what is still to be cut of it.</summary>
internal static class ShortfallQueries
{
    /// <summary>What a lot promises: what orders that are unpaid or paid keep of it and was not sent yet.</summary>
    public static Task<List<RationClaim>> PromisedAsync(this MarketDb db, Guid lotId)
    {
        // By way of the journal, which is kept by lot and has one hold for each line.
        var lines = db.Set<StockJournalEntry>()
            .Where(entry => entry.LotId == lotId && entry.Reason == StockReason.Held)
            .Join(
                db.Set<OrderLine>(),
                entry => new { Order = entry.OrderId, entry.LotId },
                line => new { Order = (Guid?)line.OrderId, line.LotId },
                (_, line) => line
            );
        return db.Standing(lines)
            .Where(row =>
                row.Line.Grams > row.Line.RefundedGrams
                && row.Parcel.Status == ParcelStatus.ToShip
                && (row.Order.Status == OrderStatus.AwaitingPayment || row.Order.Status == OrderStatus.Paid)
            )
            .Select(row => new RationClaim(row.Order.Id, row.Line.Grams - row.Line.RefundedGrams))
            .ToListAsync();
    }

    /// <summary>The line of a claim as it is now.</summary>
    public static Task<OpenOrderLine> LineOfAsync(this MarketDb db, ShortfallClaim claim) =>
        db.Standing(db.Set<OrderLine>().Where(line => line.OrderId == claim.OrderId && line.LotId == claim.LotId))
            .AsNoTracking()
            .SingleAsync();

    /// <summary>Claims that are open and wait for nobody.</summary>
    public static IQueryable<ShortfallClaim> ClaimsToCarryOut(this MarketDb db) =>
        db.Set<ShortfallClaim>()
            .Where(claim =>
                claim.DoneAt == null
                && db.Set<Order>().Any(order => order.Id == claim.OrderId && order.Status != OrderStatus.AwaitingPayment)
            );

    /// <summary>A shortfall with its claims and what has become of their orders.</summary>
    public static async Task<ShortfallView> ViewAsync(this MarketDb db, Shortfall shortfall)
    {
        var orderIds = shortfall.Claims.ConvertAll(claim => claim.OrderId);
        return new(
            shortfall,
            await db.Set<Order>().Where(order => orderIds.Contains(order.Id)).ToDictionaryAsync(order => order.Id, order => order.Status)
        );
    }

    /// <summary>Lines with their orders and the parcels they go in: what one farmer sends from one county.</summary>
    private static IQueryable<OpenOrderLine> Standing(this MarketDb db, IQueryable<OrderLine> lines) =>
        from line in lines
        join order in db.Set<Order>() on line.OrderId equals order.Id
        join lot in db.Set<Lot>() on line.LotId equals lot.Id
        join parcel in db.Set<Parcel>()
            on new
            {
                line.OrderId,
                line.FarmerId,
                lot.OriginCode,
            } equals new
            {
                parcel.OrderId,
                parcel.FarmerId,
                parcel.OriginCode,
            }
        select new OpenOrderLine
        {
            Line = line,
            Order = order,
            Parcel = parcel,
        };
}

/// <summary>How a line stands. Set by name, so that the database can filter by its parts.</summary>
internal sealed class OpenOrderLine
{
    public required OrderLine Line { get; init; }

    public required Order Order { get; init; }

    public required Parcel Parcel { get; init; }
}
