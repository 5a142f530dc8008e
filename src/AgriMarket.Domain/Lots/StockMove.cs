namespace AgriMarket.Domain.Lots;

public enum StockReason
{
    /// <summary>Put on sale.</summary>
    Listed,

    /// <summary>Reserved for an unpaid order.</summary>
    Held,

    /// <summary>Released by a cancelled order.</summary>
    Released,

    /// <summary>Released because the order was not paid in time.</summary>
    Expired,

    /// <summary>Paid for.</summary>
    Sold,

    /// <summary>Paid for after the hold had expired, while all of it was still there: sold without a second hold.</summary>
    SoldLate,

    /// <summary>There was more than listed.</summary>
    Found,

    /// <summary>Spoilt or broken.</summary>
    Damaged,

    /// <summary>Given to somebody for nothing.</summary>
    GivenAway,

    /// <summary>Taken off sale; moves nothing.</summary>
    OffSale,

    /// <summary>Left over when best-before had passed.</summary>
    PastBestBefore,

    /// <summary>Sold, cancelled before it was shipped, and on sale again.</summary>
    Returned,

    /// <summary>Sold, cancelled before it was shipped, when the lot was no longer on sale.</summary>
    ReturnedOffSale,

    /// <summary>Sold, but not there when it was to be sent.</summary>
    Undelivered,

    /// <summary>Has another price; moves nothing.</summary>
    Repriced,

    /// <summary>Has other dates or words, and perhaps another price; moves nothing.</summary>
    Edited,

    /// <summary>Off sale for the time being; moves nothing.</summary>
    Paused,

    /// <summary>On sale again; moves nothing.</summary>
    Resumed,
}

/// <summary>What a reason does not tell by its name.</summary>
public static class StockReasons
{
    /// <summary>Whether it moves goods; the others only raise the lot's version.</summary>
    public static bool MovesGoods(this StockReason reason) =>
        reason is not (StockReason.OffSale or StockReason.Repriced or StockReason.Edited or StockReason.Paused or StockReason.Resumed);
}

/// <summary>
/// What one change does to a lot's quantities, in grams of either sign.
/// Both the guarded update and the journal row are made from it, so they cannot differ.
/// </summary>
/// <param name="Adjusted">The farmer's correction of what was listed.</param>
public readonly record struct StockMove(long Listed, long Available, long Held, long Sold, long WrittenOff, long Adjusted = 0)
{
    /// <summary>
    /// The move of <paramref name="grams"/> (above zero) for a reason; listed + adjusted = available + held + sold + written off stays
    /// true.
    /// </summary>
    public static StockMove For(StockReason reason, long grams)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(grams);
        return reason switch
        {
            StockReason.Listed => new(grams, grams, 0, 0, 0),
            StockReason.Held => new(0, -grams, grams, 0, 0),
            StockReason.Released or StockReason.Expired => new(0, grams, -grams, 0, 0),
            StockReason.Sold => new(0, 0, -grams, grams, 0),
            StockReason.SoldLate => new(0, -grams, 0, grams, 0),
            StockReason.Found => new(0, grams, 0, 0, 0, grams),
            StockReason.Damaged or StockReason.GivenAway => new(0, -grams, 0, 0, 0, -grams),
            StockReason.PastBestBefore => new(0, -grams, 0, 0, grams),
            StockReason.Returned => new(0, grams, 0, -grams, 0),
            StockReason.ReturnedOffSale or StockReason.Undelivered => new(0, 0, 0, -grams, grams),
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
        };
    }
}
