namespace AgriMarket.Domain.Stock;

public enum StockReason
{
    /// <summary>Put on sale.</summary>
    Listed,

    /// <summary>Set aside for an unpaid order.</summary>
    Held,

    /// <summary>Given back by a cancelled order.</summary>
    Released,

    /// <summary>Given back because the order was not paid in time.</summary>
    Expired,

    /// <summary>Paid for.</summary>
    Sold,

    /// <summary>Past best-before, or lost.</summary>
    WrittenOff,
}

/// <summary>
/// What one change does to a lot's quantities, in grams of either sign.
/// Both the guarded update and the journal row are made from it, so they cannot differ.
/// </summary>
public readonly record struct StockMove(long Listed, long Available, long Held, long Sold, long WrittenOff)
{
    /// <summary>The move of <paramref name="grams"/> (above zero) for a reason; listed = available + held + sold + written off stays true.</summary>
    public static StockMove For(StockReason reason, long grams)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(grams);
        return reason switch
        {
            StockReason.Listed => new(grams, grams, 0, 0, 0),
            StockReason.Held => new(0, -grams, grams, 0, 0),
            StockReason.Released or StockReason.Expired => new(0, grams, -grams, 0, 0),
            StockReason.Sold => new(0, 0, -grams, grams, 0),
            StockReason.WrittenOff => new(0, -grams, 0, 0, grams),
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
        };
    }
}
