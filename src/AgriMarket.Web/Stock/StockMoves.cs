using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Stock;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Stock;

/// <summary>
/// The only code that changes a lot's quantities: each change is one guarded update, one journal row and one piece of news,
/// all made from the same move. Runs inside a command of the writer.
/// </summary>
internal static class StockMoves
{
    /// <summary>Puts a new lot on sale.</summary>
    public static void List(WriteScope scope, Lot lot)
    {
        scope.Db.Add(lot);
        Record(scope, StockReason.Listed, StockMove.For(StockReason.Listed, lot.ListedGrams), lot.Id, lot.Version, lot.AvailableGrams, null);
    }

    /// <summary>Sets stock aside. Refused with <c>stock.short</c> when there is not enough or the lot is off sale.</summary>
    public static async Task<Result<Done>> HoldAsync(WriteScope scope, Hold hold)
    {
        var moved = await MoveAsync(scope, StockReason.Held, hold.LotId, hold.Grams, hold.OrderId);
        if (!moved)
        {
            var left = await scope.Db.Set<Lot>().Where(lot => lot.Id == hold.LotId && lot.Status == LotStatus.Open).Select(lot => lot.AvailableGrams).FirstOrDefaultAsync();
            return new Rejection("stock.short", hold.LotId.ToString(), left, hold.Grams);
        }

        scope.Db.Add(hold);
        return Done.Instance;
    }

    /// <summary>Ends every hold of an order, each exactly once: sold, released or expired.</summary>
    public static async Task EndHoldsAsync(WriteScope scope, Guid orderId, HoldStatus end)
    {
        var holds = await scope.Db.Set<Hold>().AsNoTracking().Where(hold => hold.OrderId == orderId && hold.Status == HoldStatus.Held).ToListAsync();
        foreach (var hold in holds)
        {
            var ended = await scope.Db.Set<Hold>()
                .Where(row => row.OrderId == hold.OrderId && row.LotId == hold.LotId && row.Status == HoldStatus.Held)
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.Status, end).SetProperty(it => it.EndedAt, scope.Now));
            if (ended != 1 || !await MoveAsync(scope, Hold.ReasonFor(end), hold.LotId, hold.Grams, hold.OrderId))
            {
                throw new InvalidOperationException($"The hold of order {hold.OrderId} on lot {hold.LotId} could not be ended.");
            }
        }
    }

    /// <summary>The guarded update: no quantity can fall below zero, and stock is only set aside on a lot that is on sale.</summary>
    private static async Task<bool> MoveAsync(WriteScope scope, StockReason reason, Guid lotId, long grams, Guid? orderId)
    {
        var move = StockMove.For(reason, grams);
        var lots = scope.Db.Set<Lot>().Where(lot => lot.Id == lotId
            && lot.AvailableGrams + move.Available >= 0
            && lot.HeldGrams + move.Held >= 0
            && (reason != StockReason.Held || lot.Status == LotStatus.Open));
        var changed = await lots.ExecuteUpdateAsync(lot => lot
            .SetProperty(it => it.AvailableGrams, it => it.AvailableGrams + move.Available)
            .SetProperty(it => it.HeldGrams, it => it.HeldGrams + move.Held)
            .SetProperty(it => it.SoldGrams, it => it.SoldGrams + move.Sold)
            .SetProperty(it => it.WrittenOffGrams, it => it.WrittenOffGrams + move.WrittenOff)
            .SetProperty(it => it.Version, it => it.Version + 1));
        if (changed != 1)
        {
            return false;
        }

        var after = await scope.Db.Set<Lot>().Where(lot => lot.Id == lotId).Select(lot => new { lot.Version, lot.AvailableGrams }).SingleAsync();
        Record(scope, reason, move, lotId, after.Version, after.AvailableGrams, orderId);
        return true;
    }

    private static void Record(WriteScope scope, StockReason reason, StockMove move, Guid lotId, long version, long availableGrams, Guid? orderId)
    {
        scope.Db.Add(StockJournalEntry.Of(reason, move, lotId, version, orderId, scope.Now));
        scope.Announce(new StockChange(lotId, version, availableGrams));
    }
}
