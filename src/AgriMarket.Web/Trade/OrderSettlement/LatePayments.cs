using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.Reservations;
using AgriMarket.Web.Trade.SalesFigures;
using AgriMarket.Web.Trade.Stock;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderSettlement;

/// <summary>
/// Money that arrives for an order that was let go: if every gram and every grant can still be had, within every cap, the order is paid
/// after all;
/// otherwise it is to go back in full.
/// </summary>
internal static class LatePayments
{
    /// <summary>Rejects with <c>market.busy</c> when another process took something meanwhile: then the payment is tried again.</summary>
    public static async Task<Result<Settlement>> SettleAsync(WriteScope scope, UnpaidReservations reservations, Guid orderId)
    {
        scope.NeedAll();
        var order = await scope
            .Db.Set<Order>()
            .Include(row => row.Lines)
            .Include(row => row.Parcels)
            .Include(row => row.Grants)
            .AsSplitQuery()
            .SingleAsync(row => row.Id == orderId);
        var uses = await SchemeUsage.OfAsync(scope, order);
        var owners = scope.Cached<OwnerUses>();
        var (_, ofOwners) = await SchemeUsage.OwnersOfAsync(scope, orderId, ChinaTime.Day(order.PlacedAt));
        if (!await CanBeHadAsync(scope, order) || !await SchemeUsage.FitsAsync(scope, uses) || !await owners.FitAsync(scope, ofOwners))
        {
            OrderEvents.Moved(scope, order);
            return Settlement.SentBack;
        }

        if (
            !await StockMoves.SellLateAsync(scope, order)
            || !(await SchemeUsage.TakeAsync(scope, uses)).IsOk
            || !(await owners.TakeAsync(scope, ofOwners)).IsOk
            || !(await LedgerWriter.WriteAsync(scope, LatePayment.ReservedAgain(order, scope.Now))).IsOk
        )
        {
            return new Rejection("market.busy");
        }

        Must(order.Move(OrderAction.PayLate, scope.Now), order);
        await scope.Db.SaveChangesAsync();
        await PaidOrders.SettleMoneyAsync(scope, Sale.Of(order));
        await CampaignFiguresWriter.AddAsync(scope, before: [], after: CampaignSale.Of(order.Lines));
        reservations.PaidLate(scope, orderId, order.BuyerId);
        OrderEvents.Sold(scope, order);
        return Settlement.Settled;
    }

    private static async Task<bool> CanBeHadAsync(WriteScope scope, Order order)
    {
        var lotIds = order.Lines.ConvertAll(line => line.LotId);
        var lots = await scope.Db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id);
        var fundIds = order.Grants.ConvertAll(grant => grant.FundId);
        var open = await scope
            .Db.Set<Fund>()
            .Where(fund => fundIds.Contains(fund.Id) && fund.Status == FundStatus.Open)
            .Select(fund => fund.Id)
            .ToListAsync();

        // A fund that was frozen or closed meanwhile pays nothing new, whatever lies in it.
        var budgets = await scope.Db.AccountsAsync([
            .. order
                .Grants.Where(grant => open.Contains(grant.FundId))
                .Select(grant => AgriMarket.Domain.Ledger.AccountIds.Budget(grant.SchemeId)),
        ]);
        return LatePayment.CanBeHad(
            order,
            lots,
            budgets.ToDictionary(budget => budget.Key, budget => budget.Value.AvailableFen),
            ChinaTime.Day(scope.Now)
        );
    }

    private static void Must(Result<Done> done, Order order)
    {
        if (!done.IsOk)
        {
            throw new InvalidOperationException($"The late payment of order {order.Id} could not be settled: {done.Rejections[0].Code}.");
        }
    }
}
