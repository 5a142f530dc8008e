using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.Reservations;
using AgriMarket.Web.Trade.Stock;

namespace AgriMarket.Web.Trade.OrderSettlement;

/// <summary>
/// How orders end that were never paid: what was reserved for them is free again. With prepared statements alone, since a
/// campaign leaves thousands of them behind at once.
/// </summary>
internal static class UnpaidOrders
{
    /// <summary>
    /// Its buyer gives it up. Idempotent: a replay returns the same result; rejects with <c>order.unknown</c>, <c>order.moved</c> and
    /// <c>payment.under-way</c>.
    /// </summary>
    public static async Task<Result<Done>> CancelAsync(WriteScope scope, UnpaidReservations reservations, Guid orderId, Guid buyerId) =>
        await FindAsync(
            scope,
            $"""
            SELECT id, buyer_id, placed_at, pay_before, status, mobile_key, address_key FROM orders
            WHERE id = {orderId} AND buyer_id = {buyerId}
            """
        )
            is { } order
            ? order.Status == OrderStatus.Cancelled
                ? Done.Instance
                : await ReleaseAsync(scope, reservations, order, OrderAction.Cancel)
            : new Rejection("order.unknown");

    /// <summary>
    /// Its time is over. Rejects with <c>order.unknown</c> before that, with <c>order.moved</c> when it has ended or is paid, and with
    /// <c>payment.under-way</c>.
    /// </summary>
    public static async Task<Result<Done>> ExpireAsync(WriteScope scope, UnpaidReservations reservations, Guid orderId) =>
        await FindAsync(
            scope,
            $"""
            SELECT id, buyer_id, placed_at, pay_before, status, mobile_key, address_key FROM orders
            WHERE id = {orderId} AND pay_before <= {scope.Now}
            """
        )
            is { } order
            ? await ReleaseAsync(scope, reservations, order, OrderAction.Expire)
            : new Rejection("order.unknown");

    private static async Task<UnpaidOrder?> FindAsync(WriteScope scope, FormattableString which) =>
        (
            await scope.Sql.QueryAsync(
                which,
                row => new UnpaidOrder(
                    row.GetGuid(0),
                    new BuyerIdentity(row.GetGuid(1), Text(row, 5), Text(row, 6)),
                    row.GetInstant(2),
                    row.GetInstant(3),
                    row.GetWord<OrderStatus>(4)
                )
            )
        ).FirstOrDefault();

    private static string? Text(StoredRow row, int column) => row.IsNull(column) ? null : row.GetString(column);

    private static async Task<Result<Done>> ReleaseAsync(
        WriteScope scope,
        UnpaidReservations reservations,
        UnpaidOrder order,
        OrderAction action
    )
    {
        var next = Order.Statuses.After(order.Status, action);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        var moved = await scope.Sql.ExecuteAsync(
            $"""
            UPDATE orders SET status = {next.Value}, ended_at = {scope.Now} WHERE id = {order.Id} AND status = {order.Status} AND
            pay_before = {order.PayBefore}
            """
        );
        if (moved != 1)
        {
            // Another process has just moved it, or given its buyer more time.
            return new Rejection("market.busy");
        }

        var closed = await PaymentRequests.CloseAsync(scope, order.Id);
        if (!closed.IsOk)
        {
            return closed;
        }

        await FreeAsync(scope, order, expires: action == OrderAction.Expire);
        if (action == OrderAction.Expire)
        {
            reservations.RanOut(scope, order.Id, order.Buyer.MemberId);
        }
        else
        {
            reservations.End(scope, order.Id);
        }

        var farmerIds = await scope.Sql.QueryAsync(
            $"SELECT DISTINCT farmer_id FROM parcels WHERE order_id = {order.Id}",
            row => row.GetGuid(0)
        );
        OrderEvents.Moved(scope, order.Id, farmerIds);
        scope.Announce(new LiveSignal(FundTopics.Funds, scope.Now));
        return Done.Instance;
    }

    /// <summary>Stock, money and counts are free again.</summary>
    private static async Task FreeAsync(WriteScope scope, UnpaidOrder order, bool expires)
    {
        await StockMoves.EndHoldsAsync(scope, order.Id, expires ? HoldStatus.Expired : HoldStatus.Released);
        await LedgerWriter.ResolveAsync(
            scope,
            order.Id,
            open => open.Select(pending => expires ? pending.Expired(scope.Now) : pending.Voided(scope.Now))
        );
        await SchemeUsage.ReleaseAsync(scope, order.Id, order.Buyer, order.PlacedAt);
    }

    /// <summary>What is decided on.</summary>
    private sealed record UnpaidOrder(Guid Id, BuyerIdentity Buyer, DateTime PlacedAt, DateTime PayBefore, OrderStatus Status);
}
