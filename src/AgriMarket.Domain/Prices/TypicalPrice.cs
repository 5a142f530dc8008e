using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Prices;

/// <summary>What a kind of produce usually costs wholesale in a month of the year.</summary>
public sealed class TypicalPrice
{
    public required string ProduceCode { get; init; }

    /// <summary>1 to 12.</summary>
    public required int Month { get; init; }

    /// <summary>Fen per kilogram: the median of that month's days in all years.</summary>
    public required long FenPerKg { get; init; }

    /// <summary>One for each kind and month that has a day with a price.</summary>
    public static IReadOnlyList<TypicalPrice> FromDays(IEnumerable<WholesalePrice> days) =>
        [
            .. days.GroupBy(day => (day.ProduceCode, day.Date.Month), day => day.FenPerKg)
                .Select(month => new TypicalPrice
                {
                    ProduceCode = month.Key.ProduceCode,
                    Month = month.Key.Month,
                    FenPerKg = Medians.HalfUp(month),
                }),
        ];
}
