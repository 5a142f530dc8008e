using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderAudit;

/// <summary>What must be true of the stock of lines that were refunded.</summary>
internal static class RefundStockInvariants
{
    private static readonly Invariant StockStaysSoldOrComesBack = Invariant.That(
        "Of a paid line stays sold what was not refunded before it was shipped, and the journal says what of that could "
            + "not be sent; what was shipped never comes back, and of an unpaid line nothing is sold.",
        db =>
            from line in db.Set<OrderLine>()
            join order in db.Set<Order>() on line.OrderId equals order.Id
            join one in RefundedParts
                .Of(db)
                .Where(part => part.Kind != RefundKind.Shipped && part.Kind != RefundKind.Unproven)
                .GroupBy(part => new { part.OrderId, part.LotId })
                .Select(rows => new
                {
                    rows.Key.OrderId,
                    rows.Key.LotId,
                    Grams = rows.Sum(part => part.Grams),
                    Unsent = rows.Sum(part => part.Kind == RefundKind.Undelivered ? part.Grams : 0),
                })
                on new { line.OrderId, line.LotId } equals new { one.OrderId, one.LotId }
                into all
            from cancelled in all.DefaultIfEmpty()
            join two in db.Set<StockJournalEntry>()
                .Where(entry => entry.OrderId != null)
                .GroupBy(entry => new { entry.OrderId, entry.LotId })
                .Select(rows => new
                {
                    rows.Key.OrderId,
                    rows.Key.LotId,
                    Grams = rows.Sum(entry => entry.SoldGrams),
                    Unsent = rows.Sum(entry => entry.Reason == StockReason.Undelivered ? -entry.SoldGrams : 0),
                })
                on new { OrderId = (Guid?)line.OrderId, line.LotId } equals new { two.OrderId, two.LotId }
                into journals
            from sold in journals.DefaultIfEmpty()
            select new
            {
                line.OrderId,
                line.LotId,
                SoldGrams = (long?)sold!.Grams ?? 0,
                Expected = order.Status == OrderStatus.AwaitingPayment
                || order.Status == OrderStatus.Cancelled
                || order.Status == OrderStatus.Expired
                    ? 0
                    : line.Grams - ((long?)cancelled!.Grams ?? 0),
                UnsentGrams = (long?)sold.Unsent ?? 0,
                UnsentExpected = (long?)cancelled!.Unsent ?? 0,
            } into line
            where line.SoldGrams != line.Expected || line.UnsentGrams != line.UnsentExpected
            select line,
        line =>
            Breach.Of(
                $"line of order {line.OrderId} for lot {line.LotId}",
                ("grams that stay sold", line.SoldGrams, line.Expected),
                ("grams that could not be sent", line.UnsentGrams, line.UnsentExpected)
            )
    );

    public static IReadOnlyList<Invariant> All { get; } = [StockStaysSoldOrComesBack];
}
