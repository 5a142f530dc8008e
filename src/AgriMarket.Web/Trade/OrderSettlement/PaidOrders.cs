using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.Reservations;
using AgriMarket.Web.Trade.SalesFigures;
using AgriMarket.Web.Trade.Stock;

namespace AgriMarket.Web.Trade.OrderSettlement;

/// <summary>
/// What a payment does to its order, within the payment's own command. With prepared statements alone: every order comes this way.
/// </summary>
internal static class PaidOrders
{
    /// <summary>
    /// Holds become sold, grants are posted, farmers and carriers are owed. An order that was let go before is
    /// <see cref="LatePayments"/>' affair. Rejects with <c>order.moved</c> when it cannot be paid, and with <c>market.busy</c>
    /// when another process has just moved it.
    /// </summary>
    public static async Task<Result<Settlement>> SettleAsync(WriteScope scope, UnpaidReservations reservations, Guid orderId)
    {
        var order = (
            await scope.Sql.QueryAsync(
                $"SELECT status, to_pay_fen, shipping_fen FROM orders WHERE id = {orderId}",
                row => (Status: row.GetWord<OrderStatus>(0), ToPayFen: row.GetInt64(1), ShippingFen: row.GetInt64(2))
            )
        ).Single();
        if (order.Status is OrderStatus.Expired or OrderStatus.Cancelled)
        {
            return await LatePayments.SettleAsync(scope, reservations, orderId);
        }

        var next = Order.Statuses.After(order.Status, OrderAction.Pay);
        if (!next.IsOk)
        {
            return Result<Settlement>.Refused(next.Rejections);
        }

        if (
            await scope.Sql.ExecuteAsync(
                $"UPDATE orders SET status = {next.Value}, paid_at = {scope.Now} WHERE id = {orderId} AND status = {order.Status}"
            ) != 1
        )
        {
            return new Rejection("market.busy");
        }

        reservations.End(scope, orderId);
        await StockMoves.EndHoldsAsync(scope, orderId, HoldStatus.Sold);
        var lines = await scope.Sql.QueryAsync(
            $"""
            SELECT farmer_id, goods_fen, campaign_id, household, grams, granted_fen FROM order_lines WHERE order_id = {orderId} ORDER
            BY lot_id
            """,
            row =>
                (
                    Goods: new SoldGoods(row.GetGuid(0), row.GetInt64(1)),
                    OfCampaign: row.IsNull(2)
                        ? (CampaignSale?)null
                        : new CampaignSale(row.GetGuid(2), row.GetGuid(0), row.GetString(3), row.GetInt64(4), row.GetInt64(5))
                )
        );
        var sale = new Sale(orderId, order.ToPayFen, order.ShippingFen, lines.ConvertAll(line => line.Goods));
        await SettleMoneyAsync(scope, sale);
        CampaignSale[] sold = [.. lines.Select(line => line.OfCampaign).OfType<CampaignSale>()];
        await CampaignFiguresWriter.AddAsync(scope, before: [], after: sold);
        OrderEvents.Sold(scope, orderId, sale.Goods.Select(goods => goods.FarmerId), sold.Length > 0);
        return Settlement.Settled;
    }

    /// <summary>Moves the money of an order whose goods are sold.</summary>
    public static Task SettleMoneyAsync(WriteScope scope, Sale sale) =>
        LedgerWriter.ResolveAsync(scope, sale.OrderId, pending => Placement.Settle(sale, pending, scope.Now));
}
