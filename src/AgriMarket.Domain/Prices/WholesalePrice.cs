using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Prices;

/// <summary>One wholesale price somebody paid on a day for a kind of produce, as a source reports it.</summary>
/// <param name="FenPerKg">Fen per kilogram.</param>
public readonly record struct WholesaleQuote(string ProduceCode, DateOnly Date, long FenPerKg);

/// <summary>What a kind of produce cost wholesale on one day.</summary>
public sealed class WholesalePrice
{
    /// <summary>Less than 0.10 yuan per kilogram is a slip in the source, not a price.</summary>
    public const long MinPlausibleFen = 10;

    /// <summary>More than 100.00 yuan per kilogram of vegetables is a slip too.</summary>
    public const long MaxPlausibleFen = 10_000;

    public required string ProduceCode { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>Fen per kilogram: the median of the day's plausible quotes.</summary>
    public required long FenPerKg { get; init; }

    /// <summary>One price for each kind and day that has a plausible quote, by kind and then by day.</summary>
    public static IReadOnlyList<WholesalePrice> FromQuotes(IEnumerable<WholesaleQuote> quotes) =>
        [
            .. quotes
                .Where(quote => quote.FenPerKg is >= MinPlausibleFen and <= MaxPlausibleFen)
                .GroupBy(quote => (quote.ProduceCode, quote.Date), quote => quote.FenPerKg)
                .OrderBy(day => day.Key.ProduceCode, StringComparer.Ordinal)
                .ThenBy(day => day.Key.Date)
                .Select(day => new WholesalePrice
                {
                    ProduceCode = day.Key.ProduceCode,
                    Date = day.Key.Date,
                    FenPerKg = Medians.HalfUp(day),
                }),
        ];
}
