using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Lots;

/// <summary>
/// How a farmer lowers the price of a lot that sells too slowly. Only down, so that nobody who has the lot in the cart pays
/// more than they saw; whoever bought before keeps their price.
/// </summary>
public static class PriceCut
{
    /// <summary>The share of the price, in hundredths, that one step takes off.</summary>
    public const int StepPercent = 10;

    private const long Jiao = 10;

    /// <summary>
    /// The price after one step, in fen: a tenth less, rounded down to whole jiao from one yuan on; null where the price is as
    /// low as it can be.
    /// </summary>
    /// <param name="priceFen">Of one sale unit; above zero.</param>
    public static long? Propose(long priceFen)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(priceFen);
        var lower = Rounding.Floor(priceFen, 100 - StepPercent, 100);
        var proposed = lower >= 10 * Jiao ? lower / Jiao * Jiao : lower;
        return proposed > 0 ? proposed : null;
    }

    /// <summary>
    /// Whether a lot may have this price. Rejects with <c>lot.off-sale</c>, and beside the field with <c>lot.price-zero</c> or
    /// <c>lot.price-not-lower</c>. The price it has already is no refusal: the same cut twice is one.
    /// </summary>
    public static Result<Done> Check(Lot lot, long unitPriceFen, DateOnly today) =>
        !lot.IsOnSale(today) ? new Rejection("lot.off-sale")
        : unitPriceFen <= 0 ? new Rejection("lot.price-zero", nameof(Lot.UnitPriceFen))
        : unitPriceFen > lot.UnitPriceFen ? new Rejection("lot.price-not-lower", nameof(Lot.UnitPriceFen), lot.UnitPriceFen)
        : Done.Instance;
}
