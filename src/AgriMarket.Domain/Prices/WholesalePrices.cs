using System.Collections.Frozen;

namespace AgriMarket.Domain.Prices;

/// <summary>
/// What produce usually costs wholesale at a time of year, immutable and in memory: an orientation, never a price to pay.
/// </summary>
public sealed class WholesalePrices(IEnumerable<TypicalPrice> prices)
{
    private readonly FrozenDictionary<(string ProduceCode, int Month), long> typical = prices.ToFrozenDictionary(
        price => (price.ProduceCode, price.Month),
        price => price.FenPerKg
    );

    /// <summary>Fen per kilogram; null where no price is known.</summary>
    /// <param name="month">1 to 12.</param>
    public long? TypicalFenPerKg(string produceCode, int month) => typical.TryGetValue((produceCode, month), out var fen) ? fen : null;
}
