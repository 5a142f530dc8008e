using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderRecords;

/// <summary>An order with those of its parcels that whoever asks has to do with.</summary>
public sealed record ListedOrder(Order Order, IReadOnlyList<ParcelView> Parcels);

/// <summary>One stretch of a member's orders, the newest first.</summary>
/// <param name="Next">Where the next begins; null at the end.</param>
public sealed record OrderSlice(IReadOnlyList<ListedOrder> Orders, OrderCursor? Next);

/// <summary>Orders for programs, stretch by stretch. Every read is of one member's orders alone.</summary>
public sealed class OrderLists(IDbContextFactory<MarketDb> contexts)
{
    /// <summary>What a buyer ordered, by when they did.</summary>
    public async Task<OrderSlice> BoughtAsync(Guid buyerId, OrderStatus? status, OrderCursor? after, int size)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var orders = db.Set<Order>().Where(order => order.BuyerId == buyerId && (status == null || order.Status == status));
        if (after is { At: var at, Id: var id })
        {
            orders = orders.Where(order => order.PlacedAt <= at && (order.PlacedAt < at || order.Id < id));
        }

        return await FillAsync(
            db,
            orders.OrderByDescending(order => order.PlacedAt).ThenByDescending(order => order.Id),
            size,
            order => order.PlacedAt,
            _ => true
        );
    }

    /// <summary>
    /// What a farmer sold, by when it was paid: their own parcels and lines, and nothing of an order that is not paid.
    /// </summary>
    /// <param name="status">Of their parcels; null for any.</param>
    public async Task<OrderSlice> SoldAsync(Guid farmerId, ParcelStatus? status, OrderCursor? after, int size)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var orders = db.Set<Order>()
            .Where(order =>
                order.PaidAt != null
                && order.Parcels.Any(parcel => parcel.FarmerId == farmerId && (status == null || parcel.Status == status))
            );
        if (after is { At: var at, Id: var id })
        {
            orders = orders.Where(order => order.PaidAt < at || (order.PaidAt == at && order.Id < id));
        }

        return await FillAsync(
            db,
            orders.OrderByDescending(order => order.PaidAt).ThenByDescending(order => order.Id),
            size,
            order => order.PaidAt!.Value,
            parcel => parcel.FarmerId == farmerId && (status is null || parcel.Status == status)
        );
    }

    private static async Task<OrderSlice> FillAsync(
        MarketDb db,
        IQueryable<Order> ordered,
        int size,
        Func<Order, DateTime> at,
        Func<Parcel, bool> shows
    )
    {
        // One more than asked for, to know whether anything comes behind.
        var read = await ordered
            .AsNoTracking()
            .Include(order => order.Lines)
            .Include(order => order.Parcels)
            .AsSplitQuery()
            .Take(size + 1)
            .ToListAsync();
        var shown = read.Take(size).ToList();
        var origins = await db.OriginsAsync([.. shown.SelectMany(order => order.Lines).Select(line => line.LotId).Distinct()]);
        return new OrderSlice(
            [
                .. shown.Select(order => new ListedOrder(
                    order,
                    [.. order.Parcels.Where(shows).OrderBy(parcel => parcel.Id).Select(parcel => ParcelView.Of(parcel, order, origins))]
                )),
            ],
            read.Count > size ? new OrderCursor(at(shown[^1]), shown[^1].Id) : null
        );
    }
}
