using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderAudit;

/// <summary>
/// What must be true of orders: their sums and the stock they hold. <see cref="OrderPaymentInvariants"/> says how they are paid,
/// <see cref="OrderMoneyInvariants"/> what they move, <see cref="RefundInvariants"/> what is refunded of them.
/// </summary>
internal sealed class OrderInvariants : IInvariants
{
    private static readonly Invariant SumsAreWhole = Invariant.That(
        "Goods + shipping = to pay + subsidies, in every order, and nobody pays less than nothing.",
        db =>
            db.Set<Order>()
                .Select(order => new
                {
                    order.Id,
                    order.ToPayFen,
                    Due = order.GoodsFen + order.ShippingFen - order.ShippingSubsidyFen - order.FundSubsidyFen,
                })
                .Where(order => order.ToPayFen != order.Due || order.ToPayFen < 0),
        order =>
            order.ToPayFen == order.Due
                ? new Breach($"order {order.Id}", $"fen to pay {order.ToPayFen}", "0 or more")
                : Breach.Of($"order {order.Id}", ("fen to pay", order.ToPayFen, order.Due))
    );

    private static readonly Invariant PartsAddUp = Invariant.That(
        "The sums of an order are those of its lines, its parcels and its grants, and the lines share all of the grants.",
        db =>
            from order in db.Set<Order>()
            join one in db.Set<OrderLine>()
                .GroupBy(line => line.OrderId)
                .Select(rows => new
                {
                    Id = rows.Key,
                    Goods = rows.Sum(line => line.GoodsFen),
                    Granted = rows.Sum(line => line.GrantedFen),
                    Grams = rows.Sum(line => line.Grams),
                })
                on order.Id equals one.Id
                into ones
            from lines in ones.DefaultIfEmpty()
            join two in db.Set<Parcel>()
                .GroupBy(parcel => parcel.OrderId)
                .Select(rows => new
                {
                    Id = rows.Key,
                    Shipping = rows.Sum(parcel => parcel.ShippingFen),
                    Grams = rows.Sum(parcel => parcel.Grams),
                })
                on order.Id equals two.Id
                into twos
            from parcels in twos.DefaultIfEmpty()
            join three in db.Set<Grant>()
                .GroupBy(grant => grant.OrderId)
                .Select(rows => new
                {
                    Id = rows.Key,
                    Shipping = rows.Sum(grant => SchemeKinds.TowardsShipping.Contains(grant.Kind) ? grant.AmountFen : 0),
                    Goods = rows.Sum(grant => SchemeKinds.TowardsShipping.Contains(grant.Kind) ? 0 : grant.AmountFen),
                })
                on order.Id equals three.Id
                into threes
            from grants in threes.DefaultIfEmpty()
            select new
            {
                order.Id,
                order.GoodsFen,
                order.ShippingFen,
                order.ShippingSubsidyFen,
                order.FundSubsidyFen,
                SubsidyFen = order.ShippingSubsidyFen + order.FundSubsidyFen,
                Goods = (long?)lines!.Goods ?? 0,
                Granted = (long?)lines.Granted ?? 0,
                Grams = (long?)lines.Grams ?? 0,
                Shipping = (long?)parcels!.Shipping ?? 0,
                ParcelGrams = (long?)parcels.Grams ?? 0,
                GrantedShipping = (long?)grants!.Shipping ?? 0,
                GrantedGoods = (long?)grants.Goods ?? 0,
            } into order
            where
                order.GoodsFen != order.Goods
                || order.ShippingFen != order.Shipping
                || order.ShippingSubsidyFen != order.GrantedShipping
                || order.FundSubsidyFen != order.GrantedGoods
                || order.Granted != order.SubsidyFen
                || order.ParcelGrams != order.Grams
                || order.Goods == 0
            select order,
        order =>
            order.Goods == 0
                ? new Breach($"order {order.Id}", "no lines", "at least one")
                : Breach.Of(
                    $"order {order.Id}",
                    ("fen of goods", order.GoodsFen, order.Goods),
                    ("fen of shipping", order.ShippingFen, order.Shipping),
                    ("fen of shipping subsidy", order.ShippingSubsidyFen, order.GrantedShipping),
                    ("fen of fund subsidy", order.FundSubsidyFen, order.GrantedGoods),
                    ("fen shared over the lines", order.Granted, order.SubsidyFen),
                    ("grams in parcels", order.ParcelGrams, order.Grams)
                )
    );

    private static readonly Invariant SubsidiesStayBelow = Invariant.That(
        "Subsidies never exceed what they subsidise.",
        db =>
            db.Set<Order>()
                .Where(order =>
                    order.ShippingSubsidyFen > order.ShippingFen
                    || order.FundSubsidyFen > order.GoodsFen
                    || order.ShippingSubsidyFen < 0
                    || order.FundSubsidyFen < 0
                )
                .Select(order => new
                {
                    order.Id,
                    order.GoodsFen,
                    order.ShippingFen,
                    order.FundSubsidyFen,
                    order.ShippingSubsidyFen,
                }),
        order => new Breach(
            $"order {order.Id}",
            $"fen of fund subsidy {order.FundSubsidyFen}, of shipping subsidy {order.ShippingSubsidyFen}",
            $"0 to {order.GoodsFen} and 0 to {order.ShippingFen}"
        )
    );

    private static readonly Invariant LinesAreExact = Invariant.That(
        "A line is a whole number of sale units at their price, and its lot is the farmer's.",
        db =>
            from line in db.Set<OrderLine>()
            join one in db.Set<Lot>() on line.LotId equals one.Id into lots
            from lot in lots.DefaultIfEmpty()
            where
                line.Grams <= 0
                || line.UnitGrams <= 0
                || line.Grams % line.UnitGrams != 0
                || line.GoodsFen != line.Grams / line.UnitGrams * line.UnitPriceFen
                || lot == null
                || lot.FarmerId != line.FarmerId
            select new { Line = line, FarmerId = (Guid?)lot.FarmerId },
        row => new Breach(
            $"line of order {row.Line.OrderId} for lot {row.Line.LotId}",
            $"{row.Line.Grams} grams for {row.Line.GoodsFen} fen from farmer {row.Line.FarmerId}",
            $"whole units of {row.Line.UnitGrams} grams at {row.Line.UnitPriceFen} "
                + $"fen each from farmer {row.FarmerId?.ToString() ?? "of a lot that is there"}"
        )
    );

    private static readonly Invariant LinesHoldStock = Invariant.That(
        "Each line holds its weight of its lot: reserved while it waits for payment, sold once it is paid, released once "
            + "it is given up or expired. What was paid late was sold late, after its hold had expired.",
        db =>
            from line in db.Set<OrderLine>()
            join order in db.Set<Order>() on line.OrderId equals order.Id
            join one in db.Set<Hold>() on new { line.OrderId, line.LotId } equals new { one.OrderId, one.LotId } into holds
            from hold in holds.DefaultIfEmpty()
            join two in db.Set<StockJournalEntry>()
                .Where(entry => entry.Reason == StockReason.SoldLate)
                .GroupBy(entry => new { entry.OrderId, entry.LotId })
                .Select(rows => new
                {
                    rows.Key.OrderId,
                    rows.Key.LotId,
                    Rows = rows.Count(),
                })
                on new { OrderId = (Guid?)line.OrderId, line.LotId } equals new { two.OrderId, two.LotId }
                into lates
            from late in lates.DefaultIfEmpty()
            let isLate = ((int?)late!.Rows ?? 0) > 0
            where
                hold == null
                || hold.Grams != line.Grams
                || hold.ExpiresAt != order.PayBefore
                || !(
                    order.Status == OrderStatus.AwaitingPayment ? hold.Status == HoldStatus.Held && !isLate
                    : order.Status == OrderStatus.Cancelled ? hold.Status == HoldStatus.Released && !isLate
                    : order.Status == OrderStatus.Expired ? hold.Status == HoldStatus.Expired && !isLate
                    : hold.Status == (isLate ? HoldStatus.Expired : HoldStatus.Sold)
                )
            select new
            {
                Line = line,
                Hold = hold,
                order.Status,
                order.PayBefore,
                IsLate = isLate,
            },
        row => new Breach(
            $"line of order {row.Line.OrderId} for lot {row.Line.LotId}",
            row.Hold is null
                ? "no hold"
                : $"a hold of {row.Hold.Grams} grams until {row.Hold.ExpiresAt:O}, {row.Hold.Status}{(row.IsLate ? " and sold late" : "")}",
            $"one of {row.Line.Grams} grams until {row.PayBefore:O}, as becomes an order that is {row.Status}"
        )
    );

    private static readonly Invariant HoldsHaveLines = Invariant.That(
        "Stock is held for lines of orders only.",
        db =>
            db.Set<Hold>()
                .Where(hold => !db.Set<OrderLine>().Any(line => line.OrderId == hold.OrderId && line.LotId == hold.LotId))
                .Select(hold => new
                {
                    hold.OrderId,
                    hold.LotId,
                    hold.Grams,
                }),
        hold => new Breach($"hold of order {hold.OrderId} on lot {hold.LotId}", $"{hold.Grams} grams for no line", "a line of that order")
    );

    private static readonly Invariant OrdersSayWhen = Invariant.That(
        "An order that was paid says when, one that has ended says when, and no other does.",
        db =>
            db.Set<Order>()
                .Where(order =>
                    (
                        order.Status == OrderStatus.AwaitingPayment
                        || order.Status == OrderStatus.Cancelled
                        || order.Status == OrderStatus.Expired
                    ) != (order.PaidAt == null)
                    || (
                        order.Status == OrderStatus.AwaitingPayment
                        || order.Status == OrderStatus.Paid
                        || order.Status == OrderStatus.Shipped
                    ) != (order.EndedAt == null)
                )
                .Select(order => new
                {
                    order.Id,
                    order.Status,
                    order.PaidAt,
                    order.EndedAt,
                }),
        order => new Breach(
            $"order {order.Id}",
            $"{order.Status}, {(order.PaidAt is null ? "never paid" : "paid")}, {(order.EndedAt is null ? "never ended" : "ended")}",
            $"times as become an order that is {order.Status}"
        )
    );

    public string Name => "Orders";

    public IReadOnlyList<AuditedRows> Rows { get; } =
    [
        AuditedRows.Of<Order>("orders"),
        AuditedRows.Of<OrderLine>("lines"),
        AuditedRows.Of<Parcel>("parcels"),
        AuditedRows.Of<Refund>("refunds"),
    ];

    public IReadOnlyList<Invariant> All { get; } =
    [
        SumsAreWhole,
        PartsAddUp,
        SubsidiesStayBelow,
        LinesAreExact,
        LinesHoldStock,
        HoldsHaveLines,
        OrdersSayWhen,
        .. SaleInvariants.All,
        .. ParcelInvariants.All,
        .. OrderPaymentInvariants.All,
        .. OrderMoneyInvariants.All,
        .. RefundInvariants.All,
    ];
}
