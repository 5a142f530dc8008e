using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderAudit;

/// <summary>What must be true of the parcels of orders and of what their farmers are paid for them.</summary>
internal static class ParcelInvariants
{
    private static readonly Invariant OrdersFollowTheirParcels = Invariant.That(
        "An order is shipped once its last parcel is, received once its last parcel is, whatever was cancelled left aside; "
            + "nothing is shipped before it is paid.",
        db =>
            from order in db.Set<Order>()
            join parcels in db.Set<Parcel>()
                .GroupBy(parcel => parcel.OrderId)
                .Select(rows => new
                {
                    Id = rows.Key,
                    All = rows.LongCount(),
                    ToShip = rows.Sum(parcel => parcel.Status == ParcelStatus.ToShip ? 1L : 0),
                    OnTheirWay = rows.Sum(parcel => parcel.Status == ParcelStatus.Shipped ? 1L : 0),
                    Received = rows.Sum(parcel => parcel.Status == ParcelStatus.Received ? 1L : 0),
                })
                on order.Id equals parcels.Id
            where
                !(
                    order.Status == OrderStatus.Paid ? parcels.ToShip > 0
                    : order.Status == OrderStatus.Shipped ? parcels.ToShip == 0 && parcels.OnTheirWay > 0
                    : order.Status == OrderStatus.Received ? parcels.ToShip == 0 && parcels.OnTheirWay == 0 && parcels.Received > 0
                    : order.Status == OrderStatus.Refunded ? parcels.ToShip == 0
                    : parcels.ToShip == parcels.All
                )
            select new
            {
                order.Id,
                order.Status,
                parcels.All,
                parcels.ToShip,
                parcels.OnTheirWay,
                parcels.Received,
            },
        order => new Breach(
            $"order {order.Id}",
            $"{order.Status} with {order.All} parcels, of which {order.ToShip} to ship, {order.OnTheirWay} on their way and "
                + $"{order.Received} received",
            $"parcels as become an order that is {order.Status}"
        )
    );

    private static readonly Invariant ParcelsSayWhen = Invariant.That(
        "A parcel that was sent or received says when, and no other does.",
        db =>
            db.Set<Parcel>()
                .Where(parcel =>
                    (parcel.Status == ParcelStatus.ToShip || parcel.Status == ParcelStatus.Cancelled) != (parcel.ShippedAt == null)
                    || (parcel.Status == ParcelStatus.Received && parcel.ReceivedAt == null)
                    || (parcel.ReceivedAt != null && parcel.Status != ParcelStatus.Received && parcel.Status != ParcelStatus.Unproven)
                )
                .Select(parcel => new
                {
                    parcel.Id,
                    parcel.Status,
                    parcel.ShippedAt,
                    parcel.ReceivedAt,
                }),
        parcel => new Breach(
            $"parcel {parcel.Id}",
            $"{parcel.Status}, {(parcel.ShippedAt is null ? "never sent" : "sent")}, "
                + $"{(parcel.ReceivedAt is null ? "never received" : "received")}",
            $"times as become a parcel that is {parcel.Status}"
        )
    );

    private static readonly Invariant PayoutsAreTheGoods = Invariant.That(
        "A parcel is paid out at what is kept of its goods: what was refunded before came off, and what was refunded "
            + "later is taken back; what paid a claim was not sent.",
        db =>
            from payout in db.Set<Payout>()
            join one in db.Set<Parcel>() on payout.Id equals one.Id into parcels
            from parcel in parcels.DefaultIfEmpty()
            let goods = db.Set<OrderLine>()
                .Where(line =>
                    line.OrderId == parcel.OrderId
                    && line.FarmerId == parcel.FarmerId
                    && db.Set<Lot>().Any(lot => lot.Id == line.LotId && lot.OriginCode == parcel.OriginCode)
                )
                .Sum(line => (line.Grams - line.RefundedGrams) / line.UnitGrams * line.UnitPriceFen)
            let reversed = db.Set<PayoutReversal>().Where(reversal => reversal.PayoutId == payout.Id).Sum(reversal => reversal.AmountFen)
            let claimed = db.Set<ClaimPayment>().Where(paid => paid.PayoutId == payout.Id).Sum(paid => paid.AmountFen)
            let lacking = db.Set<PayoutClaim>()
                .Where(claim => claim.PayoutId == payout.Id && claim.SchemeId == null)
                .Sum(claim => claim.AmountFen)
            where
                parcel == null
                || parcel.FarmerId != payout.FarmerId
                || parcel.OrderId != payout.PaymentId
                || payout.AmountFen - reversed + claimed - lacking != goods
            select new
            {
                payout.Id,
                payout.AmountFen,
                Reversed = reversed - claimed + lacking,
                Goods = goods,
            },
        payout =>
            Breach.Of($"payout of parcel {payout.Id}", ("fen, less what is taken back", payout.AmountFen - payout.Reversed, payout.Goods))
    );

    public static IReadOnlyList<Invariant> All { get; } = [OrdersFollowTheirParcels, ParcelsSayWhen, PayoutsAreTheGoods];
}
