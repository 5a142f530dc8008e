using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderAudit;

/// <summary>
/// What must be true of what is refunded of orders. <see cref="OrderMoneyInvariants"/> says that the money went with it.
/// </summary>
internal static class RefundInvariants
{
    private static readonly Invariant RefundsAddUp = Invariant.That(
        "Goods + shipping = to the buyer + to the budgets, in every refund, and it refunds the goods and the grants of "
            + "its lines; with a parcel's shipping, also the grants of lines that were cancelled before.",
        db =>
            from refund in db.Set<Refund>()
            join one in db.Set<RefundLine>()
                .GroupBy(line => line.RefundId)
                .Select(rows => new
                {
                    Id = rows.Key,
                    Goods = rows.Sum(line => line.GoodsFen),
                    Grants = rows.Sum(line => line.GrantFen),
                })
                on refund.Id equals one.Id
                into all
            from lines in all.DefaultIfEmpty()
            select new
            {
                refund.Id,
                refund.OrderId,
                refund.GoodsFen,
                refund.ShippingFen,
                refund.BuyerFen,
                refund.GrantFen,
                Whole = refund.GoodsFen + refund.ShippingFen,
                Split = refund.BuyerFen + refund.GrantFen,
                Goods = (long?)lines!.Goods ?? 0,
                Grants = (long?)lines.Grants ?? 0,
            } into refund
            where
                refund.Whole != refund.Split
                || refund.GoodsFen != refund.Goods
                || (refund.ShippingFen == 0 ? refund.GrantFen != refund.Grants : refund.GrantFen < refund.Grants)
                || refund.GoodsFen <= 0
                || refund.ShippingFen < 0
                || refund.BuyerFen < 0
                || refund.GrantFen < 0
            select refund,
        refund => new Breach(
            $"refund {refund.Id} of order {refund.OrderId}",
            $"fen of goods {refund.GoodsFen}, of shipping {refund.ShippingFen}, to the buyer {refund.BuyerFen}, to budgets "
                + $"{refund.GrantFen}",
            $"the same on both sides, with fen of goods {refund.Goods} "
                + $"and to budgets {refund.Grants}{(refund.ShippingFen == 0 ? "" : " or more")}"
        )
    );

    private static readonly Invariant BuyersGetTheirRefunds = Invariant.That(
        "What a refund gives to its buyer goes back through the gateway, and nothing else goes back as a refund of an order.",
        db =>
            (
                from refund in db.Set<Refund>()
                join one in db.Set<PaymentRefund>() on refund.Id equals one.Id into all
                from back in all.DefaultIfEmpty()
                where
                    refund.BuyerFen == 0
                        ? back != null
                        : back == null
                            || back.AmountFen != refund.BuyerFen
                            || back.PaymentId != refund.OrderId
                            || back.Reason != PaymentRefundReason.Order
                select new
                {
                    refund.Id,
                    refund.OrderId,
                    refund.BuyerFen,
                    BackFen = (long?)back!.AmountFen ?? 0,
                }
            ).Concat(
                from back in db.Set<PaymentRefund>()
                where back.Reason == PaymentRefundReason.Order && !db.Set<Refund>().Any(refund => refund.Id == back.Id)
                select new
                {
                    back.Id,
                    OrderId = back.PaymentId,
                    BuyerFen = 0L,
                    BackFen = back.AmountFen,
                }
            ),
        refund =>
            Breach.Of(
                $"refund {refund.Id} of order {refund.OrderId}",
                ("fen on the way to the buyer, as a refund of an order", refund.BackFen, refund.BuyerFen)
            )
    );

    private static readonly Invariant RefundLinesAreExact = Invariant.That(
        "A line of a refund pays back whole sale units, at what they cost, of a line of that order.",
        db =>
            from part in db.Set<RefundLine>()
            join refund in db.Set<Refund>() on part.RefundId equals refund.Id
            join one in db.Set<OrderLine>() on new { refund.OrderId, part.LotId } equals new { one.OrderId, one.LotId } into lines
            from line in lines.DefaultIfEmpty()
            where
                line == null
                || part.Grams <= 0
                || part.GrantFen < 0
                || part.Grams % line.UnitGrams != 0
                || part.GoodsFen != part.Grams / line.UnitGrams * line.UnitPriceFen
            select new
            {
                Part = part,
                refund.OrderId,
                Line = line,
            },
        row => new Breach(
            $"line of refund {row.Part.RefundId} for lot {row.Part.LotId}",
            $"{row.Part.Grams} grams for {row.Part.GoodsFen} fen, of which {row.Part.GrantFen} to budgets",
            row.Line is null
                ? $"a line of order {row.OrderId}"
                : $"whole units of {row.Line.UnitGrams} grams at {row.Line.UnitPriceFen} fen each"
        )
    );

    private static readonly Invariant LinesKnowTheirRefunds = Invariant.That(
        "A line of an order says what was refunded of it, which is never more than there was; and the lines of an order "
            + "all that its grants gave back.",
        db =>
            from line in db.Set<OrderLine>()
            join one in RefundedParts
                .Of(db)
                .GroupBy(part => new { part.OrderId, part.LotId })
                .Select(rows => new
                {
                    rows.Key.OrderId,
                    rows.Key.LotId,
                    Grams = rows.Sum(part => part.Grams),
                    Grants = rows.Sum(part => part.GrantFen),
                })
                on new { line.OrderId, line.LotId } equals new { one.OrderId, one.LotId }
                into all
            from parts in all.DefaultIfEmpty()
            join two in db.Set<Refund>()
                .GroupBy(refund => refund.OrderId)
                .Select(rows => new
                {
                    Id = rows.Key,
                    Shipping = rows.Sum(refund => refund.ShippingFen),
                    Grants = rows.Sum(refund => refund.GrantFen),
                })
                on line.OrderId equals two.Id
                into every
            from refunds in every.DefaultIfEmpty()
            select new
            {
                line.OrderId,
                line.LotId,
                line.RefundedGrams,
                line.GrantReturnedFen,
                Most = line.Grams,
                // A line that was cancelled before has its share of the shipping later, with its parcel's.
                IsOwn = ((long?)refunds!.Shipping ?? 0) == 0,
                OrderFen = (long?)refunds.Grants ?? 0,
                LinesFen = db.Set<OrderLine>().Where(other => other.OrderId == line.OrderId).Sum(other => other.GrantReturnedFen),
                Grams = (long?)parts!.Grams ?? 0,
                Grants = (long?)parts.Grants ?? 0,
            } into line
            where
                line.RefundedGrams != line.Grams
                || line.RefundedGrams > line.Most
                || line.LinesFen != line.OrderFen
                || (line.IsOwn ? line.GrantReturnedFen != line.Grants : line.GrantReturnedFen < line.Grants)
            select line,
        line => new Breach(
            $"line of order {line.OrderId} for lot {line.LotId}",
            $"grams refunded {line.RefundedGrams}, fen of grants {line.GrantReturnedFen}, by all lines {line.LinesFen}",
            $"grams {line.Grams}, at most {line.Most}, "
                + $"fen of grants {line.Grants}{(line.IsOwn ? "" : " or more")}, by all lines {line.OrderFen}"
        )
    );

    private static readonly Invariant WhollyRefundedOrdersSaySo = Invariant.That(
        "An order is refunded once every gram of it was refunded, and not before.",
        db =>
            from order in db.Set<Order>()
            let isKept = db.Set<OrderLine>().Any(line => line.OrderId == order.Id && line.RefundedGrams < line.Grams)
            where (order.Status == OrderStatus.Refunded) == isKept
            select new
            {
                order.Id,
                order.Status,
                IsKept = isKept,
            },
        order => new Breach(
            $"order {order.Id}",
            order.Status.ToString(),
            order.IsKept ? "another status, since something is kept" : "Refunded, since nothing is kept"
        )
    );

    private static readonly Invariant OnlyWhatWasPaidGoesBack = Invariant.That(
        "Only paid orders are refunded, to nobody more than they had paid; and every fen of one that was cancelled whole "
            + "before anything was shipped.",
        db =>
            from order in db.Set<Order>()
            join refunds in db.Set<Refund>()
                .GroupBy(refund => refund.OrderId)
                .Select(rows => new
                {
                    Id = rows.Key,
                    Buyer = rows.Sum(refund => refund.BuyerFen),
                    Grants = rows.Sum(refund => refund.GrantFen),
                    Shipping = rows.Sum(refund => refund.ShippingFen),
                    Shipped = rows.Sum(refund => refund.Kind == RefundKind.Shipped ? 1L : 0),
                })
                on order.Id equals refunds.Id
            let subsidyFen = order.ShippingSubsidyFen + order.FundSubsidyFen
            where
                refunds.Buyer > order.ToPayFen
                || refunds.Grants > subsidyFen
                || refunds.Shipping > order.ShippingFen
                || order.Status == OrderStatus.AwaitingPayment
                || order.Status == OrderStatus.Cancelled
                || order.Status == OrderStatus.Expired
                || (
                    order.Status == OrderStatus.Refunded
                    && refunds.Shipped == 0
                    && (refunds.Buyer != order.ToPayFen || refunds.Grants != subsidyFen || refunds.Shipping != order.ShippingFen)
                )
            select new
            {
                order.Id,
                order.Status,
                order.ToPayFen,
                SubsidyFen = subsidyFen,
                order.ShippingFen,
                refunds.Buyer,
                refunds.Grants,
                refunds.Shipping,
            },
        order => new Breach(
            $"order {order.Id}",
            $"{order.Status} with fen refunded to the buyer {order.Buyer}, to budgets {order.Grants}, of shipping {order.Shipping}",
            $"paid, and at most {order.ToPayFen}, {order.SubsidyFen} and {order.ShippingFen}; all of it when it was cancelled whole"
        )
    );

    private static readonly Invariant ShippingGoesBackWithItsParcel = Invariant.That(
        "The shipping that was refunded is that of the parcels that are cancelled, or that nothing proves.",
        db =>
            from order in db.Set<Order>()
            let cancelledFen = db.Set<Parcel>()
                .Where(parcel =>
                    parcel.OrderId == order.Id && (parcel.Status == ParcelStatus.Cancelled || parcel.Status == ParcelStatus.Unproven)
                )
                .Sum(parcel => parcel.ShippingFen)
            let backFen = db.Set<Refund>().Where(refund => refund.OrderId == order.Id).Sum(refund => refund.ShippingFen)
            where cancelledFen != backFen
            select new
            {
                order.Id,
                CancelledFen = cancelledFen,
                BackFen = backFen,
            },
        order => Breach.Of($"order {order.Id}", ("fen of shipping refunded", order.BackFen, order.CancelledFen))
    );

    public static IReadOnlyList<Invariant> All { get; } =
    [
        RefundsAddUp,
        BuyersGetTheirRefunds,
        RefundLinesAreExact,
        LinesKnowTheirRefunds,
        WhollyRefundedOrdersSaySo,
        OnlyWhatWasPaidGoesBack,
        ShippingGoesBackWithItsParcel,
        .. RefundStockInvariants.All,
    ];
}
