using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.Trade.Stock;

namespace AgriMarket.Web.Trade.OrderRecords;

/// <summary>Writes what was decided of a new order, as a part of a command: the one way in which orders come to be.</summary>
internal static class OrderRecorder
{
    /// <summary>
    /// The order with its lines and parcels, stock and grants reserved, and a payment that waits. Refused as the guards of stock,
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

        var written = await LedgerWriter.WriteAsync(scope, plan.Transfers);
        if (!written.IsOk)
        {
            return Result<Guid>.Refused(written.Rejections);
        }

        var counted = await SchemeUsage.TakeAsync(scope, plan.Uses);
        if (!counted.IsOk)
        {
            return Result<Guid>.Refused(counted.Rejections);
        }

        var ofOwners = await scope.Cached<OwnerUses>().TakeAsync(scope, plan.OwnerUses);
        if (!ofOwners.IsOk)
        {
            return Result<Guid>.Refused(ofOwners.Rejections);
        }

        await scope.InsertAtEndAsync(order.Lines);
        await scope.InsertAtEndAsync(order.Parcels);
        await scope.InsertAtEndAsync(order.Grants);
        await PaymentRequests.OpenAsync(scope, order.Id, order.BuyerId, order.ToPayFen, order.PayBefore);
        scope.Announce(new LiveSignal(FundTopics.Funds, scope.Now));
        return order.Id;
    }
}
