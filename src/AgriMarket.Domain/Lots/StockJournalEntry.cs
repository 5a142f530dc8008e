namespace AgriMarket.Domain.Lots;

/// <summary>
/// One change of one lot's stock: insert-only. The sums of a lot's rows equal its quantities, which is how they are checked.
/// </summary>
public sealed class StockJournalEntry
{
    public required Guid LotId { get; init; }

    /// <summary>The lot's version after the change; with <see cref="LotId"/> the key.</summary>
    public required long Version { get; init; }

    public required DateTime At { get; init; }

    public required StockReason Reason { get; init; }

    /// <summary>The order that caused it, if one did.</summary>
    public Guid? OrderId { get; init; }

    public long ListedGrams { get; init; }

    public long AvailableGrams { get; init; }

    public long HeldGrams { get; init; }

    public long SoldGrams { get; init; }

    public long WrittenOffGrams { get; init; }

    public long AdjustedGrams { get; init; }

    public static StockJournalEntry Of(StockReason reason, StockMove move, Guid lotId, long version, Guid? orderId, DateTime at) =>
        new()
        {
            LotId = lotId,
            Version = version,
            At = at,
            Reason = reason,
            OrderId = orderId,
            ListedGrams = move.Listed,
            AvailableGrams = move.Available,
            HeldGrams = move.Held,
            SoldGrams = move.Sold,
            WrittenOffGrams = move.WrittenOff,
            AdjustedGrams = move.Adjusted,
        };
}
