using System.Collections.Frozen;

namespace AgriMarket.Domain.Prices;

/// <summary>The reference prices of all kinds at one moment; immutable, in memory.</summary>
/// <param name="ofKinds">Fen per kilogram that officials set, by kind of produce.</param>
/// <param name="ofCategories">Fen per kilogram that officials set, by the name of the category.</param>
/// <param name="ofSales">Fen per kilogram by this market's sales, by kind.</param>
public sealed class ReferencePriceList(
    IEnumerable<KeyValuePair<string, long>> ofKinds,
    IEnumerable<KeyValuePair<string, long>> ofCategories,
    IEnumerable<KeyValuePair<string, long>> ofSales,
    WholesalePrices wholesale
)
{
    private readonly FrozenDictionary<string, long> ofKinds = ofKinds.ToFrozenDictionary();
    private readonly FrozenDictionary<string, long> ofCategories = ofCategories.ToFrozenDictionary();
    private readonly FrozenDictionary<string, long> ofSales = ofSales.ToFrozenDictionary();

    /// <summary>By the first source that knows the kind; null where none does: then public money counts nothing of its price.</summary>
    /// <param name="category">The category's name.</param>
    /// <param name="month">1 to 12, of the day in China.</param>
    public ReferencePrice? Find(string produceCode, string category, int month) =>
        ofKinds.TryGetValue(produceCode, out var set) ? new(set, ReferenceSource.OfficialKind)
        : ofSales.TryGetValue(produceCode, out var sold) ? new(sold, ReferenceSource.Sales)
        : wholesale.TypicalFenPerKg(produceCode, month) is { } typical ? new(typical, ReferenceSource.Wholesale)
        : ofCategories.TryGetValue(category, out var common) ? new(common, ReferenceSource.OfficialCategory)
        : null;
}
