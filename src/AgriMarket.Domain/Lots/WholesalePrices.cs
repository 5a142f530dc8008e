using System.Collections.Frozen;
using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Lots;

/// <summary>
/// What produce usually costs wholesale at a time of year, immutable and in memory: an orientation, never a price to pay.
/// </summary>
public sealed class WholesalePrices(IEnumerable<WholesalePrice> prices)
{
    private readonly FrozenDictionary<(string ProduceCode, int Month), long> typical = prices
        .GroupBy(price => (price.ProduceCode, price.Date.Month), price => price.FenPerKg)
        .ToFrozenDictionary(month => month.Key, month => Medians.HalfUp(month));

    /// <summary>Fen per kilogram, the median of that month's days in all years; null where no price is known.</summary>
    /// <param name="month">1 to 12.</param>
    public long? TypicalFenPerKg(string produceCode, int month) => typical.TryGetValue((produceCode, month), out var fen) ? fen : null;
}
