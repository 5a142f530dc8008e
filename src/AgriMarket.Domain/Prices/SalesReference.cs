using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Prices;

/// <summary>What one seller got for one kind at one price.</summary>
/// <param name="FenPerKg">Fen per kilogram.</param>
/// <param name="Orders">How many paid orders, above zero.</param>
public readonly record struct SoldPrice(string ProduceCode, Guid SellerId, long FenPerKg, int Orders);

/// <summary>What a kind of produce is worth by this market's own sales.</summary>
/// <param name="FenPerKg">Fen per kilogram: the median of the sellers' medians.</param>
public sealed record SalesReference(string ProduceCode, long FenPerKg, int Sellers, int Orders)
{
    /// <summary>Days of sales that count, today included: a season.</summary>
    public const int Days = 90;

    /// <summary>Fewer sellers could agree on a price, and one alone could set it by buying from themselves.</summary>
    public const int MinSellers = 5;

    /// <summary>Of fewer orders a median says little.</summary>
    public const int MinOrders = 20;

    /// <summary>
    /// One for each kind that enough sellers sold often enough. Each seller counts once, by the price in the middle of their own orders,
    /// however much they sold: so no single seller moves it by more than one place.
    /// </summary>
    public static IReadOnlyList<SalesReference> Of(IEnumerable<SoldPrice> sold) =>
        [
            .. sold.GroupBy(price => price.ProduceCode)
                .Select(kind =>
                    (kind.Key, Sellers: kind.GroupBy(price => price.SellerId).ToList(), Orders: kind.Sum(price => price.Orders))
                )
                .Where(kind => kind.Sellers.Count >= MinSellers && kind.Orders >= MinOrders)
                .OrderBy(kind => kind.Key, StringComparer.Ordinal)
                .Select(kind => new SalesReference(
                    kind.Key,
                    Medians.HalfUp(kind.Sellers.Select(OwnMedian)),
                    kind.Sellers.Count,
                    kind.Orders
                )),
        ];

    private static long OwnMedian(IEnumerable<SoldPrice> prices) =>
        Medians.HalfUp(prices.SelectMany(price => Enumerable.Repeat(price.FenPerKg, price.Orders)));
}
