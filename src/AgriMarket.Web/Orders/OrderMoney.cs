using System.Linq.Expressions;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Orders;

/// <summary>What must be true of the money that orders move.</summary>
internal static class OrderMoney
{
    private static readonly Expression<Func<Order, bool>> IsPaid =
        order => order.Status == OrderStatus.Paid || order.Status == OrderStatus.Shipped || order.Status == OrderStatus.Received;

    private static readonly Invariant PaidOrdersSettle = Invariant.That(
        "A paid order brought in its goods and shipping, by its buyer and its grants, and passed on the same to farmers and carriers.",
        db => from order in db.Set<Order>().Where(IsPaid)
              join one in Moved(db) on (Guid?)order.Id equals one.OrderId into all
              from moved in all.DefaultIfEmpty()
              select new
              {
                  order.Id,
                  order.GoodsFen,
                  order.ShippingFen,
                  order.ToPayFen,
                  WholeFen = order.GoodsFen + order.ShippingFen,
                  In = (long?)moved!.In ?? 0,
                  Out = (long?)moved.Out ?? 0,
                  Paid = (long?)moved.Paid ?? 0,
                  Goods = (long?)moved.Goods ?? 0,
                  Shipping = (long?)moved.Shipping ?? 0,
              } into order
              where order.In != order.WholeFen || order.Out != order.WholeFen || order.Paid != order.ToPayFen || order.Goods != order.GoodsFen || order.Shipping != order.ShippingFen
              select order,
        order => Breach.Of(
            $"order {order.Id}",
            ("fen into clearing", order.In, order.WholeFen),
            ("fen out of clearing", order.Out, order.WholeFen),
            ("fen paid by the buyer", order.Paid, order.ToPayFen),
            ("fen owed for goods", order.Goods, order.GoodsFen),
            ("fen owed to carriers", order.Shipping, order.ShippingFen)));

    private static readonly Invariant FarmersAreOwedTheirGoods = Invariant.That(
        "Each farmer of a paid order is owed exactly the goods of his lines.",
        db => from owed in (
                  from order in db.Set<Order>().Where(IsPaid)
                  join line in db.Set<OrderLine>() on order.Id equals line.OrderId
                  group line by new { line.OrderId, line.FarmerId } into lines
                  select new { lines.Key.OrderId, lines.Key.FarmerId, GoodsFen = lines.Sum(line => line.GoodsFen) })
              join one in db.Set<Transfer>().Where(entry => entry.Kind == TransferKind.Direct && entry.Reason == LedgerReasons.Goods && entry.DebitAccountId == AccountIds.Clearing)
                  .GroupBy(entry => new { entry.OrderId, entry.CreditAccountId }).Select(rows => new { rows.Key.OrderId, rows.Key.CreditAccountId, Fen = rows.Sum(entry => entry.AmountFen) })
                  on new { OrderId = (Guid?)owed.OrderId, AccountId = AccountIds.Farmer(owed.FarmerId) } equals new { one.OrderId, AccountId = one.CreditAccountId } into all
              from paid in all.DefaultIfEmpty()
              where owed.GoodsFen != ((long?)paid!.Fen ?? 0)
              select new { owed.OrderId, owed.FarmerId, owed.GoodsFen, PaidFen = (long?)paid!.Fen ?? 0 },
        owed => Breach.Of($"order {owed.OrderId}, farmer {owed.FarmerId}", ("fen owed for goods", owed.PaidFen, owed.GoodsFen)));

    private static readonly Invariant UnpaidOrdersMoveNothing = Invariant.That(
        "An order that waits for payment, was given up or has expired moves no money, and none moves for an order that is not there.",
        db => from moved in Moved(db)
              where moved.OrderId != null && !db.Set<Order>().Where(IsPaid).Any(order => order.Id == moved.OrderId)
              select moved,
        moved => Breach.Of($"order {moved.OrderId}", ("fen into clearing", moved.In, 0), ("fen out of clearing", moved.Out, 0), ("fen moved", moved.Fen, 0)));

    public static IReadOnlyList<Invariant> All { get; } = [PaidOrdersSettle, FarmersAreOwedTheirGoods, UnpaidOrdersMoveNothing];

    /// <summary>What each order has moved for good.</summary>
    private static IQueryable<MovedMoney> Moved(MarketDb db) =>
        from entry in db.Set<Transfer>()
        where entry.Kind == TransferKind.Direct || entry.Kind == TransferKind.Post
        group entry by entry.OrderId into entries
        select new MovedMoney
        {
            OrderId = entries.Key,
            Fen = entries.Sum(entry => entry.AmountFen),
            In = entries.Sum(entry => entry.CreditAccountId == AccountIds.Clearing ? entry.AmountFen : 0),
            Out = entries.Sum(entry => entry.DebitAccountId == AccountIds.Clearing ? entry.AmountFen : 0),
            Paid = entries.Sum(entry => entry.Reason == LedgerReasons.Payment && entry.DebitAccountId == AccountIds.Gateway ? entry.AmountFen : 0),
            Goods = entries.Sum(entry => entry.Reason == LedgerReasons.Goods ? entry.AmountFen : 0),
            Shipping = entries.Sum(entry => entry.Reason == LedgerReasons.Shipping && entry.CreditAccountId == AccountIds.Carriers ? entry.AmountFen : 0),
        };

    private sealed record MovedMoney
    {
        public Guid? OrderId { get; init; }

        public long Fen { get; init; }

        public long In { get; init; }

        public long Out { get; init; }

        public long Paid { get; init; }

        public long Goods { get; init; }

        public long Shipping { get; init; }
    }
}
