using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Trade.Stock;

/// <summary>
/// What the commands of a batch do to lots: one guarded update for each lot, then a journal row and an announcement for each move,
/// with the version and the grams that it left. Only commands use it, one at a time.
/// </summary>
internal sealed class LotMoves : IDeferredRows
{
    private readonly Dictionary<Guid, List<Moved>> pending = [];

    public string Table => "lots";

    /// <summary>Notes a move; forgotten if the command is undone.</summary>
    /// <param name="furthest">How far off sale the lot may be.</param>
    public void Add(WriteScope scope, StockReason reason, StockMove move, Guid lotId, LotStatus furthest, Guid? orderId)
    {
        if (!pending.TryGetValue(lotId, out var moves))
        {
            pending.Add(lotId, moves = []);
        }

        var moved = new Moved(scope, reason, move, furthest, orderId);
        moves.Add(moved);
        scope.OnUndone(() => moves.RemoveAll(it => ReferenceEquals(it, moved)));
    }

    /// <summary>What was noted of a lot and is not written yet, in its order.</summary>
    public IEnumerable<StockMove> Of(Guid lotId) => pending.TryGetValue(lotId, out var moves) ? moves.Select(moved => moved.Move) : [];

    /// <summary>How many moves of a lot are not written yet.</summary>
    public int CountOf(Guid lotId) => pending.TryGetValue(lotId, out var moves) ? moves.Count : 0;

    public async Task<bool> WriteAsync(SqlStatements sql)
    {
        (Guid Id, List<Moved> Moves)[] lots =
        [
            .. pending.Where(lot => lot.Value.Count > 0).OrderBy(lot => lot.Key).Select(lot => (lot.Key, lot.Value)),
        ];
        if (lots.Length == 0)
        {
            return true;
        }

        var written = await sql.QueryEachAsync(Array.ConvertAll(lots, lot => Update(lot.Id, lot.Moves)), LotNow.Read);
        if (written.Exists(rows => rows.Count == 0))
        {
            return false;
        }

        var journal = new List<StockJournalEntry>();
        for (var i = 0; i < lots.Length; i++)
        {
            Follow(lots[i].Id, lots[i].Moves, written[i][0], journal);
        }

        pending.Clear();
        await sql.SendManyAsync(journal);
        return true;
    }

    /// <summary>
    /// The guarded update: in the order of the moves no quantity falls below zero, and stock is only reserved on a lot that is on
    /// sale.
    /// </summary>
    private static FormattableString Update(Guid lotId, List<Moved> moves)
    {
        var (sum, least) = (default(StockMove), default(StockMove));
        foreach (var moved in moves)
        {
            sum = Sum(sum, moved.Move);
            least = new(0, Math.Min(least.Available, sum.Available), Math.Min(least.Held, sum.Held), Math.Min(least.Sold, sum.Sold), 0);
        }

        // The order of the statuses is that of how far off sale a lot is.
        var furthest = moves.Min(moved => moved.Furthest);
        var (orPaused, orClosed) = (
            furthest >= LotStatus.Paused ? LotStatus.Paused : LotStatus.Open,
            furthest >= LotStatus.Closed ? LotStatus.Closed : LotStatus.Open
        );
        return $"""
            UPDATE lots SET adjusted_grams = adjusted_grams + {sum.Adjusted}, available_grams = available_grams + {sum.Available},
                held_grams = held_grams + {sum.Held}, sold_grams = sold_grams + {sum.Sold},
                written_off_grams = written_off_grams + {sum.WrittenOff}, version = version + {(long)moves.Count}
            WHERE id = {lotId} AND available_grams + {least.Available} >= 0 AND held_grams + {least.Held} >= 0
                AND sold_grams + {least.Sold} >= 0 AND status IN ({LotStatus.Open.ToString()}, {orPaused.ToString()}, {orClosed.ToString()})
            RETURNING version, available_grams, status, best_before_on, unit_price_fen, origin_code
            """;
    }

    /// <summary>What goes with every move that the guard let through.</summary>
    /// <param name="last">The lot after all of them.</param>
    private static void Follow(Guid lotId, List<Moved> moves, LotNow last, List<StockJournalEntry> journal)
    {
        var now = last with
        {
            Version = last.Version - moves.Count,
            AvailableGrams = last.AvailableGrams - moves.Sum(moved => moved.Move.Available),
        };
        foreach (var (scope, reason, move, _, orderId) in moves)
        {
            now = now with { Version = now.Version + 1, AvailableGrams = now.AvailableGrams + move.Available };
            journal.Add(StockJournalEntry.Of(reason, move, lotId, now.Version, orderId, scope.Now));
            now.Announce(scope, lotId, reason, move);
        }
    }

    private static StockMove Sum(StockMove one, StockMove other) =>
        new(
            one.Listed + other.Listed,
            one.Available + other.Available,
            one.Held + other.Held,
            one.Sold + other.Sold,
            one.WrittenOff + other.WrittenOff,
            one.Adjusted + other.Adjusted
        );

    private sealed record Moved(WriteScope Scope, StockReason Reason, StockMove Move, LotStatus Furthest, Guid? OrderId);
}

/// <summary>What a change leaves of a lot.</summary>
internal sealed record LotNow(
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

    public static LotNow Read(StoredRow row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetWord<LotStatus>(2), row.GetDay(3), row.GetInt64(4), row.GetString(5));

    /// <summary>Tells those who watch the lot, once its change is durable.</summary>
    public void Announce(WriteScope scope, Guid lotId, StockReason reason, StockMove move) =>
        scope.Announce(
            new StockChange(
                lotId,
                Version,
                Status == LotStatus.Open ? AvailableGrams : 0,
                UnitPriceFen,
                StockChange.Written(BestBeforeOn),
                OriginCode,
                // Public, but nameless: that somebody bought, and how much.
                BoughtGrams: reason is StockReason.Sold or StockReason.SoldLate ? move.Sold : 0
            )
        );
}
