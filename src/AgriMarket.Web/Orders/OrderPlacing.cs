using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Ledger;
using AgriMarket.Web.Payments;
using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Platform.Storage;
using AgriMarket.Web.Stock;
using AgriMarket.Web.Subsidies;

namespace AgriMarket.Web.Orders;

/// <summary>Writes what was decided of a new order, as a part of a command: the one way in which orders come to be.</summary>
internal static class OrderPlacing
{
    /// <summary>
    /// The order with its lines and parcels, stock and grants set aside, and a payment that waits. Refused as the guards of stock,
    /// ledger and caps refuse.
    /// </summary>
    /// <returns>The order's id; null when there is an order of that id already, and nothing was written.</returns>
    public static async Task<Result<Guid>?> WriteAsync(WriteScope scope, PlacementPlan plan)
    {
        var order = plan.Order;
        if (await scope.Sql.InsertNewAsync(order) is [])
        {
            return null;
        }

        var held = await StockMoves.HoldAsync(scope, plan.Holds);
        if (!held.IsOk)
        {
            return Result<Guid>.Refused(held.Rejections);
        }

        var written = await LedgerBook.WriteAsync(scope, plan.Transfers);
        if (!written.IsOk)
        {
            return Result<Guid>.Refused(written.Rejections);
        }

        var counted = await SchemeUsage.TakeAsync(scope, plan.Uses);
        if (!counted.IsOk)
        {
            return Result<Guid>.Refused(counted.Rejections);
        }

        await scope.Sql.SendAsync(order.Lines);
        await scope.Sql.SendAsync(order.Parcels);
        await scope.Sql.SendAsync(order.Grants);
        await PaymentService.OpenAsync(scope, order.Id, order.BuyerId, order.ToPayFen, order.PayBefore);
        scope.Announce(new LiveSignal(LiveTopics.Funds, scope.Now));
        return order.Id;
    }
}
