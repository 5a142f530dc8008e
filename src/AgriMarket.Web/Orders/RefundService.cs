using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Ledger;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Storage;
using AgriMarket.Web.Stock;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Orders;

/// <summary>
/// Gives back parts of paid orders, or all of them. Ids are made by the caller: the same sent again answers the same, with
/// another content it is refused with <c>refund.id-taken</c>. Other refusals: <c>order.unknown</c> when it is not theirs to ask,
/// <c>market.busy</c> when a lot goes off sale meanwhile, and what <see cref="Refunding.Plan"/> says.
/// </summary>
public sealed class RefundService(MarketWriter writer, RegionCatalogue regions)
{
    /// <summary>A buyer cancels what is not shipped yet. It goes back on sale, or is written off where the lot is off sale.</summary>
    public Task<Result<Refund>> CancelAsync(Guid id, Guid orderId, Guid buyerId, IReadOnlyList<WantedLine> lines) =>
        GiveBackAsync(new RefundIntent(id, orderId, buyerId, RefundKind.Unshipped, lines, ""));

    /// <summary>
    /// The farmer of the lines, or an official in whose region they come from, gives money back for shipped goods.
    /// </summary>
    /// <param name="note">Why; needed.</param>
    public Task<Result<Refund>> RefundAsync(Guid id, Guid orderId, Guid memberId, IReadOnlyList<WantedLine> lines, string note) =>
        GiveBackAsync(new RefundIntent(id, orderId, memberId, RefundKind.Shipped, lines, note));

    private Task<Result<Refund>> GiveBackAsync(RefundIntent intent) => writer.RunAsync<Refund>(async scope =>
    {
        if (await scope.Db.Set<Refund>().AsNoTracking().Include(row => row.Lines).FirstOrDefaultAsync(row => row.Id == intent.Id) is { } known)
        {
            return known.IsSame(intent) ? known : new Rejection("refund.id-taken");
        }

        var order = await scope.Db.Set<Order>()
            .Include(row => row.Lines).Include(row => row.Parcels).Include(row => row.Grants).AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Id == intent.OrderId);
        var lotIds = order?.Lines.ConvertAll(line => line.LotId) ?? [];
        var lots = await scope.Db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id);
        if (order is null || !await MayAskAsync(scope.Db, intent, order, lots))
        {
            return new Rejection("order.unknown");
        }

        var planned = Refunding.Plan(intent, order, lots, scope.Now);
        return planned.IsOk ? await SaveAsync(scope, order, planned.Value) : Result<Refund>.Refused(planned.Rejections);
    });

    private static async Task<Result<Refund>> SaveAsync(WriteScope scope, Order order, RefundPlan plan)
    {
        foreach (var back in plan.Returns)
        {
            if (!await StockMoves.ReturnAsync(scope, back, order.Id))
            {
                return new Rejection("market.busy");
            }
        }

        var written = await LedgerBook.WriteAsync(scope, plan.Transfers);
        if (!written.IsOk)
        {
            throw new InvalidOperationException($"Refund {plan.Refund.Id} was refused money that had been paid: {written.Rejections[0].Code}.");
        }

        scope.Db.Add(plan.Refund);
        await scope.Db.SaveChangesAsync();
        OrderService.AnnounceSale(scope, order);
        return plan.Refund;
    }

    private async Task<bool> MayAskAsync(MarketDb db, RefundIntent intent, Order order, Dictionary<Guid, Lot> lots)
    {
        if (intent.Kind == RefundKind.Unshipped)
        {
            return order.BuyerId == intent.MemberId;
        }

        var asked = intent.Lines.Select(line => lots.GetValueOrDefault(line.LotId)).OfType<Lot>().ToList();
        return asked.Count > 0 && (asked.TrueForAll(lot => lot.FarmerId == intent.MemberId)
            || (await db.OfficeOfAsync(intent.MemberId) is { } office && asked.TrueForAll(lot => regions.IsWithin(lot.OriginCode, office.RegionCode))));
    }
}
