using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Stock;

/// <summary>
/// The only code that changes a lot's quantities: each change is a guarded update, a journal row and an announcement, all made
/// from the same move. Runs inside a command of the writer, which may defer the update to the end of its batch.
/// </summary>
internal static class StockMoves
{
    /// <summary>Moves that need a lot that is on sale.</summary>
    private static readonly StockReason[] OnSaleOnly = [StockReason.Held, StockReason.SoldLate];

    /// <summary>Moves that need a lot that is on sale or paused.</summary>
    private static readonly StockReason[] ListedOnly = [StockReason.Found, StockReason.Returned];

    /// <summary>Puts a new lot on sale.</summary>
    public static async Task ListAsync(WriteScope scope, Lot lot)
    {
        await scope.Sql.InsertAsync(lot);
        await RecordAsync(scope, StockReason.Listed, StockMove.For(StockReason.Listed, lot.ListedGrams), lot.Id, LotNow.Of(lot), null);
    }

    /// <summary>
    /// Reserves stock, of each lot or of none. Rejects with <c>stock.short</c> for the first of which there is not enough, or that is off
    /// sale.
    /// </summary>
    public static async Task<Result<Done>> HoldAsync(WriteScope scope, params IReadOnlyList<Hold> asked)
    {
        Hold[] holds = [.. asked.OrderBy(hold => hold.LotId)];
        var lots = await scope.Cached<LotCache>().FindAsync(scope, Array.ConvertAll(holds, hold => hold.LotId));
        foreach (var hold in holds)
        {
            var left = lots.GetValueOrDefault(hold.LotId) is { Status: LotStatus.Open } lot ? lot.AvailableGrams : 0;
            if (left < hold.Grams || !await MoveAsync(scope, StockReason.Held, hold.LotId, hold.Grams, hold.OrderId))
            {
                return new Rejection("stock.short", hold.LotId.ToString(), left, hold.Grams);
            }
        }

        await scope.InsertAtEndAsync(holds);
        return Done.Instance;
    }

    /// <summary>
    /// Ends every hold of an order, each exactly once: sold, released or expired. What comes back after best-before is written
    /// off at once and never on sale again.
    /// </summary>
    public static async Task EndHoldsAsync(WriteScope scope, Guid orderId, HoldStatus end)
    {
        // Not by the status: SQLite would then look for this order among all the open holds of the market.
        var ended = await scope.Sql.QueryAsync(
            $"""
            UPDATE holds SET status = {end}, ended_at = {scope.Now} WHERE order_id = {orderId} AND ended_at IS NULL RETURNING lot_id,
            grams
            """,
            row => (LotId: row.GetGuid(0), Grams: row.GetInt64(1))
        );
        var lots =
            end == HoldStatus.Sold
                ? new Dictionary<Guid, Lot>()
                : await scope.Cached<LotCache>().FindAsync(scope, ended.ConvertAll(hold => hold.LotId));
        foreach (var (lotId, grams) in ended.OrderBy(hold => hold.LotId))
        {
            if (
                !await MoveAsync(scope, Hold.ReasonFor(end), lotId, grams, orderId)
                || (
                    lots.TryGetValue(lotId, out var lot)
                    && lot.BestBeforeOn < ChinaTime.Day(scope.Now)
                    && !await MoveAsync(scope, StockReason.PastBestBefore, lotId, grams, orderId)
                )
            )
            {
                throw new InvalidOperationException($"The hold of order {orderId} on lot {lotId} could not be ended.");
            }
        }
    }

    /// <summary>Sells the lines of an order whose hold has expired. False when not all of it is there.</summary>
    public static async Task<bool> SellLateAsync(WriteScope scope, Order order)
    {
        foreach (var line in order.Lines)
        {
            if (!await MoveAsync(scope, StockReason.SoldLate, line.LotId, line.Grams, order.Id))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes back what was sold and not shipped. False when the lot went off sale meanwhile.</summary>
    public static Task<bool> ReturnAsync(WriteScope scope, StockReturn back, Guid orderId) =>
        MoveAsync(scope, back.Reason, back.LotId, back.Grams, orderId);

    /// <summary>
    /// Corrects what a lot holds, as its farmer says. False when there is not so much that is free, or the lot is off sale.
    /// </summary>
    public static Task<bool> AdjustAsync(WriteScope scope, Adjustment adjustment)
    {
        scope.Db.Add(adjustment);
        return MoveAsync(scope, adjustment.Reason, adjustment.LotId, adjustment.Grams, null);
    }

    /// <summary>Takes a lot off sale. False when it is already.</summary>
    public static async Task<bool> CloseAsync(WriteScope scope, Guid lotId)
    {
        var closed = await scope
            .Db.Set<Lot>()
            .Where(lot => lot.Id == lotId && lot.Status != LotStatus.Closed)
            .ExecuteUpdateAsync(lot =>
                lot.SetProperty(it => it.Status, LotStatus.Closed).SetProperty(it => it.Version, it => it.Version + 1)
            );
        if (closed == 1)
        {
            await NoteAsync(scope, StockReason.OffSale, lotId);
        }

        return closed == 1;
    }

    /// <summary>Gives a lot on sale a lower price. False when it is off sale or not dearer.</summary>
    public static async Task<bool> LowerPriceAsync(WriteScope scope, Guid lotId, long unitPriceFen)
    {
        var lowered = await scope
            .Db.Set<Lot>()
            .Where(lot => lot.Id == lotId && lot.Status == LotStatus.Open && lot.UnitPriceFen > unitPriceFen)
            .ExecuteUpdateAsync(lot =>
                lot.SetProperty(it => it.UnitPriceFen, unitPriceFen)
                    .SetProperty(it => it.EditVersion, it => it.EditVersion + 1)
                    .SetProperty(it => it.Version, it => it.Version + 1)
            );
        if (lowered == 1)
        {
            await NoteAsync(scope, StockReason.Repriced, lotId);
        }

        return lowered == 1;
    }

    /// <summary>Takes a lot off sale for the time being, or puts it on sale again. False when it was not as that needs it.</summary>
    public static async Task<bool> PauseAsync(WriteScope scope, Guid lotId, bool isPaused)
    {
        var (from, to) = isPaused ? (LotStatus.Open, LotStatus.Paused) : (LotStatus.Paused, LotStatus.Open);
        var moved = await scope
            .Db.Set<Lot>()
            .Where(lot => lot.Id == lotId && lot.Status == from)
            .ExecuteUpdateAsync(lot => lot.SetProperty(it => it.Status, to).SetProperty(it => it.Version, it => it.Version + 1));
        if (moved == 1)
        {
            await NoteAsync(scope, isPaused ? StockReason.Paused : StockReason.Resumed, lotId);
        }

        return moved == 1;
    }

    /// <summary>Gives a listed lot another price, other dates and words. False when somebody has saved it since it was seen.</summary>
    public static async Task<bool> EditAsync(WriteScope scope, LotEdit edit, StockReason reason)
    {
        var edited = await scope
            .Db.Set<Lot>()
            .Where(lot => lot.Id == edit.LotId && lot.Status != LotStatus.Closed && lot.EditVersion == edit.SeenVersion)
            .ExecuteUpdateAsync(lot =>
                lot.SetProperty(it => it.Remark, edit.RemarkLine)
                    .SetProperty(it => it.UnitPriceFen, edit.UnitPriceFen)
                    .SetProperty(it => it.ReadyOn, edit.ReadyOn)
                    .SetProperty(it => it.BestBeforeOn, edit.BestBeforeOn)
                    .SetProperty(it => it.EditVersion, it => it.EditVersion + 1)
                    .SetProperty(it => it.Version, it => it.Version + 1)
            );
        if (edited == 1)
        {
            await NoteAsync(scope, reason, edit.LotId);
        }

        return edited == 1;
    }

    /// <summary>A row of the journal and an announcement for what has just been done to a lot and moves nothing.</summary>
    private static async Task NoteAsync(WriteScope scope, StockReason reason, Guid lotId)
    {
        scope.Memory.ReadAnew();
        await RecordAsync(scope, reason, default, lotId, await NowAsync(scope, lotId), null);
    }

    /// <summary>Writes off what is left of a lot past best-before.</summary>
    /// <returns>The grams written off.</returns>
    public static async Task<long> WriteOffAsync(WriteScope scope, Guid lotId)
    {
        var lot = await NowAsync(scope, lotId);
        if (lot.AvailableGrams == 0 || lot.BestBeforeOn >= ChinaTime.Day(scope.Now))
        {
            return 0;
        }

        return await MoveAsync(scope, StockReason.PastBestBefore, lotId, lot.AvailableGrams, null)
            ? lot.AvailableGrams
            : throw new InvalidOperationException($"Lot {lotId} could not be written off.");
    }

    /// <summary>Moves stock of one lot, see <see cref="LotMoves"/>.</summary>
    /// <returns>False when the guard did not let it through; where it is deferred, the batch is told later.</returns>
    private static async Task<bool> MoveAsync(WriteScope scope, StockReason reason, Guid lotId, long grams, Guid? orderId)
    {
        var (moves, move) = (scope.Cached<LotMoves>(), StockMove.For(reason, grams));
        LotStatus? most =
            OnSaleOnly.Contains(reason) ? LotStatus.Open
            : ListedOnly.Contains(reason) ? LotStatus.Paused
            : null;
        moves.Add(scope, reason, move, lotId, most ?? LotStatus.Closed, orderId);
        scope.Cached<LotCache>().Follow(scope, lotId, move);
        return scope.Defers || await moves.WriteAsync(scope.Sql);
    }

    private static Task<LotNow> NowAsync(WriteScope scope, Guid lotId) =>
        scope
            .Db.Set<Lot>()
            .Where(lot => lot.Id == lotId)
            .Select(lot => new LotNow(lot.Version, lot.AvailableGrams, lot.Status, lot.BestBeforeOn, lot.UnitPriceFen, lot.OriginCode))
            .SingleAsync();

    private static async Task RecordAsync(WriteScope scope, StockReason reason, StockMove move, Guid lotId, LotNow after, Guid? orderId)
    {
        await scope.Sql.SendAsync(StockJournalEntry.Of(reason, move, lotId, after.Version, orderId, scope.Now));
        after.Announce(scope, lotId, reason, move);
    }
}
