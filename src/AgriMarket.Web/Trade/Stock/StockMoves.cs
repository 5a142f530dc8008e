using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Stock;

/// <summary>
/// The only code that changes a lot's quantities: each change is one guarded update, one journal row and one announcement,
/// all made from the same move. Runs inside a command of the writer.
/// </summary>
internal static class StockMoves
{
    /// <summary>Moves that need a lot that is on sale.</summary>
    private static readonly StockReason[] OnSaleOnly = [StockReason.Held, StockReason.SoldLate, StockReason.Found, StockReason.Returned];

    /// <summary>Puts a new lot on sale.</summary>
    public static async Task ListAsync(WriteScope scope, Lot lot)
    {
        await scope.Sql.InsertAsync(lot);
        await RecordAsync(scope, StockReason.Listed, StockMove.For(StockReason.Listed, lot.ListedGrams), lot.Id, LotNow.Of(lot), null);
    }

    /// <summary>
    /// Sets stock aside, of each lot or of none. Refused with <c>stock.short</c> for the first of which there is not enough, or that is off
    /// sale.
    /// </summary>
    public static async Task<Result<Done>> HoldAsync(WriteScope scope, params IReadOnlyList<Hold> asked)
    {
        // In the order of their lots, so that two processes never wait for each other's.
        Hold[] holds = [.. asked.OrderBy(hold => hold.LotId)];
        var moves = holds.Select(hold => (hold.LotId, Move: StockMove.For(StockReason.Held, hold.Grams))).ToList();
        var moved = await scope.Sql.QueryEachAsync(moves.ConvertAll(move => Update(StockReason.Held, move.LotId, move.Move)), Read);
        for (var i = 0; i < holds.Length; i++)
        {
            var hold = holds[i];
            if (moved[i] is not [var after])
            {
                var left = await scope
                    .Db.Set<Lot>()
                    .Where(lot => lot.Id == hold.LotId && lot.Status == LotStatus.Open)
                    .Select(lot => lot.AvailableGrams)
                    .FirstOrDefaultAsync();
                return new Rejection("stock.short", hold.LotId.ToString(), left, hold.Grams);
            }

            await FollowAsync(scope, StockReason.Held, moves[i].Move, hold.LotId, after, hold.OrderId);
        }

        await scope.Sql.SendAsync(holds);
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
        foreach (var (lotId, grams) in ended.OrderBy(hold => hold.LotId))
        {
            var lot =
                await MoveAsync(scope, Hold.ReasonFor(end), lotId, grams, orderId)
                ?? throw new InvalidOperationException($"The hold of order {orderId} on lot {lotId} could not be ended.");

            if (end != HoldStatus.Sold && lot.BestBeforeOn < ChinaTime.Day(scope.Now))
            {
                await MoveAsync(scope, StockReason.PastBestBefore, lotId, grams, orderId);
            }
        }
    }

    /// <summary>Sells the lines of an order whose hold has expired. False when not all of it is there.</summary>
    public static async Task<bool> SellLateAsync(WriteScope scope, Order order)
    {
        foreach (var line in order.Lines)
        {
            if (await MoveAsync(scope, StockReason.SoldLate, line.LotId, line.Grams, order.Id) is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes back what was sold and not shipped. False when the lot went off sale meanwhile.</summary>
    public static async Task<bool> ReturnAsync(WriteScope scope, StockReturn back, Guid orderId) =>
        await MoveAsync(scope, back.Reason, back.LotId, back.Grams, orderId) is not null;

    /// <summary>
    /// Corrects what a lot holds, as its farmer says. False when there is not so much that is free, or the lot is off sale.
    /// </summary>
    public static async Task<bool> AdjustAsync(WriteScope scope, Adjustment adjustment)
    {
        scope.Db.Add(adjustment);
        return await MoveAsync(scope, adjustment.Reason, adjustment.LotId, adjustment.Grams, null) is not null;
    }

    /// <summary>Takes a lot off sale. False when it is already.</summary>
    public static async Task<bool> CloseAsync(WriteScope scope, Guid lotId)
    {
        var closed = await scope
            .Db.Set<Lot>()
            .Where(lot => lot.Id == lotId && lot.Status == LotStatus.Open)
            .ExecuteUpdateAsync(lot =>
                lot.SetProperty(it => it.Status, LotStatus.Closed).SetProperty(it => it.Version, it => it.Version + 1)
            );
        if (closed == 1)
        {
            await RecordAsync(scope, StockReason.OffSale, default, lotId, await NowAsync(scope, lotId), null);
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
                lot.SetProperty(it => it.UnitPriceFen, unitPriceFen).SetProperty(it => it.Version, it => it.Version + 1)
            );
        if (lowered == 1)
        {
            await RecordAsync(scope, StockReason.Repriced, default, lotId, await NowAsync(scope, lotId), null);
        }

        return lowered == 1;
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

        return await MoveAsync(scope, StockReason.PastBestBefore, lotId, lot.AvailableGrams, null) is not null
            ? lot.AvailableGrams
            : throw new InvalidOperationException($"Lot {lotId} could not be written off.");
    }

    /// <summary>Moves stock of one lot.</summary>
    /// <returns>The lot after it; null when the guard did not let it through.</returns>
    private static async Task<LotNow?> MoveAsync(WriteScope scope, StockReason reason, Guid lotId, long grams, Guid? orderId)
    {
        var move = StockMove.For(reason, grams);
        if (await scope.Sql.QueryAsync(Update(reason, lotId, move), Read) is not [var after])
        {
            return null;
        }

        await FollowAsync(scope, reason, move, lotId, after, orderId);
        return after;
    }

    /// <summary>The guarded update: no quantity can fall below zero, and stock is only set aside on a lot that is on sale.</summary>
    private static FormattableString Update(StockReason reason, Guid lotId, StockMove move)
    {
        var statusNeeded = OnSaleOnly.Contains(reason) ? LotStatus.Open.ToString() : "";
        return $"""
            UPDATE lots SET adjusted_grams = adjusted_grams + {move.Adjusted}, available_grams = available_grams + {move.Available},
                held_grams = held_grams + {move.Held}, sold_grams = sold_grams + {move.Sold}, written_off_grams = written_off_grams + {move.WrittenOff},
                version = version + 1
            WHERE id = {lotId} AND available_grams + {move.Available} >= 0 AND held_grams + {move.Held} >= 0 AND sold_grams + {move.Sold} >= 0
                AND {statusNeeded} IN ('', status)
            RETURNING version, available_grams, status, best_before_on, unit_price_fen, origin_code
            """;
    }

    private static LotNow Read(StoredRow row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetWord<LotStatus>(2), row.GetDay(3), row.GetInt64(4), row.GetString(5));

    /// <summary>What goes with every move that the guard let through.</summary>
    private static Task FollowAsync(WriteScope scope, StockReason reason, StockMove move, Guid lotId, LotNow after, Guid? orderId)
    {
        scope.Cached<LotCache>().Follow(scope, lotId, move);
        return RecordAsync(scope, reason, move, lotId, after, orderId);
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
        scope.Announce(
            new StockChange(
                lotId,
                after.Version,
                after.Status == LotStatus.Open ? after.AvailableGrams : 0,
                after.UnitPriceFen,
                StockChange.Written(after.BestBeforeOn),
                after.OriginCode,
                // Public, but nameless: that somebody bought, and how much.
                BoughtGrams: reason is StockReason.Sold or StockReason.SoldLate ? move.Sold : 0
            )
        );
    }

    /// <summary>What a move leaves of a lot.</summary>
    private sealed record LotNow(
        long Version,
        long AvailableGrams,
        LotStatus Status,
        DateOnly BestBeforeOn,
        long UnitPriceFen,
        string OriginCode
    )
    {
        public static LotNow Of(Lot lot) =>
            new(lot.Version, lot.AvailableGrams, lot.Status, lot.BestBeforeOn, lot.UnitPriceFen, lot.OriginCode);
    }
}
