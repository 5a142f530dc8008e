using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Reservations;

/// <summary>Reads of what unpaid orders reserve, and of how well a buyer is known.</summary>
internal static class UnpaidReservationQueries
{
    /// <summary>Nearly every order is somebody else's.</summary>
    private static readonly Func<MarketDb, Guid, DateTime, Task<KnownBuyer?>> Buyer = EF.CompileAsyncQuery(
        (MarketDb db, Guid buyerId, DateTime paidBefore) =>
            db.Set<Member>()
                .Where(member => member.Id == buyerId)
                .Select(member => new KnownBuyer(
                    db.Set<Order>()
                        .Any(order => order.BuyerId == buyerId && order.PaidAt <= paidBefore && order.Status != OrderStatus.Refunded)
                    || db.Set<RoleApplication>().Any(row => row.MemberId == buyerId && row.Status == ApplicationStatus.Confirmed)
                        ? BuyerStanding.Known
                        : BuyerStanding.New,
                    member.VerifiedMobile
                ))
                .SingleOrDefault()
    );

    /// <summary>What each order reserves that waits for its payment, but for those that were agreed with an institution.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Reservation>> ReservationsAsync(this MarketDb db)
    {
        var open = db.Set<Order>().AsNoTracking().Where(order => order.Status == OrderStatus.AwaitingPayment && order.Standing != null);
        var lots = await (
            from line in db.Set<OrderLine>()
            join order in open on line.OrderId equals order.Id
            select new { line.OrderId, Part = new ReservedPart(line.LotId, line.Grams) }
        ).ToListAsync();
        var grants = await (
            from grant in db.Set<Grant>()
            join order in open on grant.OrderId equals order.Id
            select new { grant.OrderId, Part = new ReservedPart(grant.SchemeId, grant.AmountFen) }
        ).ToListAsync();
        var lotsOf = lots.ToLookup(line => line.OrderId, line => line.Part);
        var grantsOf = grants.ToLookup(grant => grant.OrderId, grant => grant.Part);
        var orders = await open.Select(order => new
            {
                order.Id,
                order.BuyerId,
                order.ShipTo.Mobile,
                order.AddressKey,
                order.Network,
                order.Standing,
                order.PlacedAt,
            })
            .ToListAsync();
        return orders.ToDictionary(
            order => order.Id,
            order => new Reservation(
                order.Id,
                order.BuyerId,
                order.Mobile,
                order.AddressKey,
                order.Network,
                order.Standing!.Value,
                order.PlacedAt,
                [.. lotsOf[order.Id]],
                [.. grantsOf[order.Id]]
            )
        );
    }

    /// <summary>The orders that ran out unpaid from an instant on.</summary>
    public static Task<List<RanOutOrder>> RanOutSinceAsync(this MarketDb db, DateTime since) =>
        db.Set<Order>()
            .Where(order => order.Status == OrderStatus.Expired && order.EndedAt > since && order.Standing != null)
            .Select(order => new RanOutOrder(order.Id, order.BuyerId, order.EndedAt!.Value))
            .ToListAsync();

    /// <summary>
    /// How well a buyer is known, by something that they paid before <paramref name="paidBefore"/> and kept or by a confirmed role, and the
    /// mobile number that they have proved.
    /// </summary>
    public static async Task<KnownBuyer> BuyerAsync(this MarketDb db, Guid buyerId, DateTime paidBefore) =>
        await Buyer(db, buyerId, paidBefore) ?? new KnownBuyer(BuyerStanding.New, null);
}
