using System.Linq.Expressions;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderAudit;

/// <summary>What must be true of the money that orders move. Entries that were taken back do not count, nor what took them back.</summary>
internal static class OrderMoneyInvariants
{
    /// <summary>Paid, whatever became of it afterwards.</summary>
    public static readonly Expression<Func<Order, bool>> IsPaid = order =>
        order.Status == OrderStatus.Paid
        || order.Status == OrderStatus.Shipped
        || order.Status == OrderStatus.Received
        || order.Status == OrderStatus.Refunded;

    /// <summary>A buyer cancels what was not sent; all else is for the farmer or for another person, in office, to give back.</summary>
    private static readonly Invariant NobodyPaysThemselvesBack = Invariant.That(
        "No buyer refunds an order of their own but what was not sent.",
        db =>
            from refund in db.Set<Refund>()
            join order in db.Set<Order>() on refund.OrderId equals order.Id
            where refund.Kind != RefundKind.Unshipped && refund.MemberId == order.BuyerId
            select new
            {
                refund.Id,
                refund.OrderId,
                refund.Kind,
            },
        refund => new Breach(
            $"refund {refund.Id} of order {refund.OrderId}",
            $"{refund.Kind} by the buyer of the order",
            "somebody else, or Unshipped"
        )
    );

    private static readonly Invariant PaidOrdersSettle = Invariant.That(
        "A paid order brought in its goods and shipping, by its buyer and its grants, and passed on the same to farmers and "
            + "carriers; its refunds went the same way back; and it moved nothing else.",
        db =>
            from order in db.Set<Order>().Where(IsPaid)
            join one in Moved(db) on (Guid?)order.Id equals one.OrderId into all
            from moved in all.DefaultIfEmpty()
            join two in db.Set<Refund>()
                .GroupBy(refund => refund.OrderId)
                .Select(rows => new
                {
                    Id = rows.Key,
                    Goods = rows.Sum(refund => refund.GoodsFen),
                    Shipping = rows.Sum(refund => refund.ShippingFen),
                    Buyer = rows.Sum(refund => refund.BuyerFen),
                    Grants = rows.Sum(refund => refund.GrantFen),
                })
                on order.Id equals two.Id
                into refunds
            from refund in refunds.DefaultIfEmpty()
            select new
            {
                order.Id,
                order.GoodsFen,
                order.ShippingFen,
                order.ToPayFen,
                SubsidyFen = order.ShippingSubsidyFen + order.FundSubsidyFen,
                RefundGoods = (long?)refund!.Goods ?? 0,
                RefundShipping = (long?)refund.Shipping ?? 0,
                RefundBuyer = (long?)refund.Buyer ?? 0,
                RefundGrants = (long?)refund.Grants ?? 0,
                Fen = (long?)moved!.Fen ?? 0,
                Paid = (long?)moved.Paid ?? 0,
                Granted = (long?)moved.Granted ?? 0,
                Goods = (long?)moved.Goods ?? 0,
                Shipping = (long?)moved.Shipping ?? 0,
                GoodsBack = (long?)moved.GoodsBack ?? 0,
                ShippingBack = (long?)moved.ShippingBack ?? 0,
                GrantsBack = (long?)moved.GrantsBack ?? 0,
                BuyerBack = (long?)moved.BuyerBack ?? 0,
            } into order
            let wholeFen = 2 * (order.GoodsFen + order.ShippingFen + order.RefundGoods + order.RefundShipping)
            where
                order.Paid != order.ToPayFen
                || order.Granted != order.SubsidyFen
                || order.Goods != order.GoodsFen
                || order.Shipping != order.ShippingFen
                || order.GoodsBack != order.RefundGoods
                || order.ShippingBack != order.RefundShipping
                || order.GrantsBack != order.RefundGrants
                || order.BuyerBack != order.RefundBuyer
                || order.Fen != wholeFen
            select new { Order = order, WholeFen = wholeFen },
        row =>
            Breach.Of(
                $"order {row.Order.Id}",
                ("fen paid by the buyer", row.Order.Paid, row.Order.ToPayFen),
                ("fen granted", row.Order.Granted, row.Order.SubsidyFen),
                ("fen owed for goods", row.Order.Goods, row.Order.GoodsFen),
                ("fen owed to carriers", row.Order.Shipping, row.Order.ShippingFen),
                ("fen of goods refunded", row.Order.GoodsBack, row.Order.RefundGoods),
                ("fen of shipping refunded", row.Order.ShippingBack, row.Order.RefundShipping),
                ("fen refunded to budgets", row.Order.GrantsBack, row.Order.RefundGrants),
                ("fen refunded to the buyer", row.Order.BuyerBack, row.Order.RefundBuyer),
                ("fen moved in all", row.Order.Fen, row.WholeFen)
            )
    );

    private static readonly Invariant FarmersAreOwedTheirGoods = Invariant.That(
        "Each farmer of a paid order is owed exactly the goods of their lines that were not refunded.",
        db =>
            from owed in (
                from order in db.Set<Order>().Where(IsPaid)
                join line in db.Set<OrderLine>() on order.Id equals line.OrderId
                group line by new { line.OrderId, line.FarmerId } into lines
                select new
                {
                    lines.Key.OrderId,
                    lines.Key.FarmerId,
                    GoodsFen = lines.Sum(line => (line.Grams - line.RefundedGrams) / line.UnitGrams * line.UnitPriceFen),
                }
            )
            join one in db.StandingEntries()
                .Where(entry => entry.Reason == LedgerReasons.Goods && entry.DebitAccountId == AccountIds.Clearing)
                .GroupBy(entry => new { entry.OrderId, entry.CreditAccountId })
                .Select(rows => new
                {
                    rows.Key.OrderId,
                    AccountId = rows.Key.CreditAccountId,
                    Fen = rows.Sum(entry => entry.AmountFen),
                })
                on new { OrderId = (Guid?)owed.OrderId, AccountId = AccountIds.Farmer(owed.FarmerId) } equals new
                {
                    one.OrderId,
                    one.AccountId,
                }
                into paid
            from to in paid.DefaultIfEmpty()
            join two in db.StandingEntries()
                .Where(entry => entry.Reason == LedgerReasons.Refund && entry.CreditAccountId == AccountIds.Clearing)
                .GroupBy(entry => new { entry.OrderId, entry.DebitAccountId })
                .Select(rows => new
                {
                    rows.Key.OrderId,
                    AccountId = rows.Key.DebitAccountId,
                    Fen = rows.Sum(entry => entry.AmountFen),
                })
                on new { OrderId = (Guid?)owed.OrderId, AccountId = AccountIds.Farmer(owed.FarmerId) } equals new
                {
                    two.OrderId,
                    two.AccountId,
                }
                into returned
            from back in returned.DefaultIfEmpty()
            select new
            {
                owed.OrderId,
                owed.FarmerId,
                owed.GoodsFen,
                PaidFen = ((long?)to!.Fen ?? 0) - ((long?)back!.Fen ?? 0),
            } into owed
            where owed.GoodsFen != owed.PaidFen
            select owed,
        owed => Breach.Of($"order {owed.OrderId}, farmer {owed.FarmerId}", ("fen owed for goods", owed.PaidFen, owed.GoodsFen))
    );

    private static readonly Invariant UnpaidOrdersMoveNothing = Invariant.That(
        "An order that waits for payment, was given up or has expired moves no money; what came too late for it and goes "
            + "back is no money of the order.",
        db =>
            from order in db.Set<Order>()
            where
                order.Status == OrderStatus.AwaitingPayment || order.Status == OrderStatus.Cancelled || order.Status == OrderStatus.Expired
            join moved in Moved(db) on (Guid?)order.Id equals moved.OrderId
            where moved.Fen != 0
            select new { order.Id, moved.Fen },
        order => Breach.Of($"order {order.Id}", ("fen moved", order.Fen, 0))
    );

    private static readonly Invariant MoneyHasOrders = Invariant.That(
        "No money moves for an order that is not there.",
        db => db.Set<Transfer>().Where(entry => entry.OrderId != null && !db.Set<Order>().Any(order => order.Id == entry.OrderId)),
        entry => new Breach($"transfer {entry.Id}", $"{entry.AmountFen} fen for order {entry.OrderId}, which is not there", "an order")
    );

    public static IReadOnlyList<Invariant> All { get; } =
    [NobodyPaysThemselvesBack, PaidOrdersSettle, FarmersAreOwedTheirGoods, UnpaidOrdersMoveNothing, MoneyHasOrders];

    /// <summary>
    /// What each order has moved through clearing for good, and where. What goes back to buyers or out to farmers from there is for
    /// payments to say.
    /// </summary>
    private static IQueryable<MovedMoney> Moved(MarketDb db) =>
        from entry in db.StandingEntries()
        where entry.OrderId != null && (entry.DebitAccountId == AccountIds.Clearing || entry.CreditAccountId == AccountIds.Clearing)
        group new
        {
            entry.Reason,
            Fen = entry.AmountFen,
            IsIn = entry.CreditAccountId == AccountIds.Clearing,
            Other = entry.CreditAccountId == AccountIds.Clearing ? entry.DebitAccountId : entry.CreditAccountId,
        } by entry.OrderId into rows
        select new MovedMoney
        {
            OrderId = rows.Key,
            Fen = rows.Sum(row => row.Fen),
            Paid = rows.Sum(row => row.IsIn && row.Reason == LedgerReasons.Payment && row.Other == AccountIds.Gateway ? row.Fen : 0),
            Granted = rows.Sum(row => row.IsIn && row.Reason == LedgerReasons.Grant ? row.Fen : 0),
            Goods = rows.Sum(row => !row.IsIn && row.Reason == LedgerReasons.Goods ? row.Fen : 0),
            Shipping = rows.Sum(row => !row.IsIn && row.Reason == LedgerReasons.Shipping && row.Other == AccountIds.Carriers ? row.Fen : 0),
            GoodsBack = rows.Sum(row => row.IsIn && row.Reason == LedgerReasons.Refund && row.Other != AccountIds.Carriers ? row.Fen : 0),
            ShippingBack = rows.Sum(row =>
                row.IsIn && row.Reason == LedgerReasons.Refund && row.Other == AccountIds.Carriers ? row.Fen : 0
            ),
            GrantsBack = rows.Sum(row => !row.IsIn && row.Reason == LedgerReasons.Refund && row.Other != AccountIds.Refunds ? row.Fen : 0),
            BuyerBack = rows.Sum(row => !row.IsIn && row.Reason == LedgerReasons.Refund && row.Other == AccountIds.Refunds ? row.Fen : 0),
        };

    private sealed record MovedMoney
    {
        public Guid? OrderId { get; init; }

        public long Fen { get; init; }

        public long Paid { get; init; }

        public long Granted { get; init; }

        public long Goods { get; init; }

        public long Shipping { get; init; }

        public long GoodsBack { get; init; }

        public long ShippingBack { get; init; }

        public long GrantsBack { get; init; }

        public long BuyerBack { get; init; }
    }
}
