using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.OwnData;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderRecords;

/// <summary>A buyer's orders, with where they went.</summary>
internal sealed class OrderPersonalData : IPersonalData
{
    public async Task<IReadOnlyList<PersonalTable>> ReadAsync(MarketDb db, Guid memberId)
    {
        var orders = await db.Set<Order>()
            .AsNoTracking()
            .Include(order => order.Lines)
            .AsSplitQuery()
            .Where(order => order.BuyerId == memberId)
            .OrderByDescending(order => order.PlacedAt)
            .Take(PersonalTable.MostRows)
            .ToListAsync();
        return
        [
            PersonalTable.Of(
                "orders",
                orders,
                ("number", row => row.Number),
                ("placed_at", row => row.PlacedAt),
                ("status", row => row.Status.ToString()),
                ("paid_at", row => row.PaidAt),
                ("goods_fen", row => row.GoodsFen),
                ("shipping_fen", row => row.ShippingFen),
                ("shipping_subsidy_fen", row => row.ShippingSubsidyFen),
                ("fund_subsidy_fen", row => row.FundSubsidyFen),
                ("to_pay_fen", row => row.ToPayFen),
                ("ship_to_name", row => row.ShipTo.Name),
                ("ship_to_mobile", row => row.ShipTo.Mobile),
                ("ship_to_region", row => row.ShipTo.RegionCode),
                ("ship_to_street", row => row.ShipTo.Street)
            ),
            PersonalTable.Of(
                "order_lines",
                orders.SelectMany(order => order.Lines),
                ("order_number", row => Order.NumberOf(row.OrderId)),
                ("lot_id", row => row.LotId),
                ("grams", row => row.Grams),
                ("goods_fen", row => row.GoodsFen)
            ),
        ];
    }

    /// <summary>Somebody still waits for money, or the member for goods.</summary>
    public async Task<Rejection?> WhyNotCloseAsync(WriteScope scope, Guid memberId) =>
        await scope
            .Db.Set<Order>()
            .AnyAsync(order =>
                order.BuyerId == memberId
                && (order.Status == OrderStatus.AwaitingPayment || order.Status == OrderStatus.Paid || order.Status == OrderStatus.Shipped)
            )
            ? new Rejection("order.close-open")
            : null;

    public Task EraseAsync(WriteScope scope, Guid memberId) =>
        scope
            .Db.Set<Order>()
            .Where(order => order.BuyerId == memberId)
            .ExecuteUpdateAsync(order =>
                order
                    .SetProperty(it => it.ShipTo.Name, Member.ClosedName)
                    .SetProperty(it => it.ShipTo.Mobile, "")
                    .SetProperty(it => it.ShipTo.Street, "")
            );
}
