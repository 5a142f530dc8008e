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
    public static async Task ListAsync(WriteScope scope, Lot lot)
    {
        await scope.Sql.InsertAsync(lot);
        await RecordAsync(scope, StockReason.Listed, StockMove.For(StockReason.Listed, lot.ListedGrams), lot.Id, new(lot.Version, lot.AvailableGrams), null);
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

        await scope.Sql.InsertAsync(hold);
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
        var onlyOpen = reason == StockReason.Held ? LotStatus.Open.ToString() : "";
        var after = await scope.Sql.QueryAsync(
            $"""
            UPDATE lots SET available_grams = available_grams + {move.Available}, held_grams = held_grams + {move.Held},
                sold_grams = sold_grams + {move.Sold}, written_off_grams = written_off_grams + {move.WrittenOff}, version = version + 1
            WHERE id = {lotId} AND available_grams + {move.Available} >= 0 AND held_grams + {move.Held} >= 0 AND {onlyOpen} IN ('', status)
            RETURNING version, available_grams
            """,
            row => new StockLevel(row.GetInt64(0), row.GetInt64(1)));
        if (after is not [var level])
        {
            return false;
        }

        await RecordAsync(scope, reason, move, lotId, level, orderId);
        return true;
    }

    private static async Task RecordAsync(WriteScope scope, StockReason reason, StockMove move, Guid lotId, StockLevel after, Guid? orderId)
    {
        await scope.Sql.InsertAsync(StockJournalEntry.Of(reason, move, lotId, after.Version, orderId, scope.Now));
        scope.Announce(new StockChange(lotId, after.Version, after.AvailableGrams));
    }

    /// <summary>What a lot has after a move.</summary>
    private readonly record struct StockLevel(long Version, long AvailableGrams);
}
