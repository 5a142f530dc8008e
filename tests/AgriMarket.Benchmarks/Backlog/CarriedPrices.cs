using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Reference;
using AgriMarket.Web.Reference.ProduceKinds;

namespace AgriMarket.Benchmarks.Backlog;

/// <summary>A kind of produce with the daily wholesale prices that the market carries for it.</summary>
/// <param name="RelativePrices">For each day of the series: the price ÷ the median of that month; the last known one on days
/// without.</param>
internal sealed record PricedProduce(Produce Kind, IReadOnlyList<double> RelativePrices);

/// <summary>The carried catalogue and price series (2020-07-01 to 2023-06-30), as the market itself reads them.</summary>
internal static class CarriedPrices
{
    public static readonly DateOnly FirstDay = new(2020, 7, 1);
    public static readonly DateOnly LastDay = new(2023, 6, 30);

    /// <summary>Kinds with fewer days of prices than this are left out.</summary>
    private const int FewestDays = 300;

    public static IReadOnlyList<PricedProduce> Read()
    {
        var produce = new ProduceSet().Files.Select(ReferenceRow.ReadAll).ToArray();
        var kinds = ProduceSet.Read(produce[0], produce[1]).ToDictionary(kind => kind.Code);
        var prices = WholesalePriceSet.ReadDays();
        var typical = ReadTypical();
        return
        [
            .. from days in prices.GroupBy(price => price.ProduceCode)
            where days.Count() >= FewestDays && kinds.ContainsKey(days.Key)
            orderby days.Key
            select new PricedProduce(kinds[days.Key], Relative([.. days], typical)),
        ];
    }

    public static WholesalePrices ReadTypical() => new(TypicalPrice.FromDays(WholesalePriceSet.ReadDays()));

    private static List<double> Relative(IReadOnlyList<WholesalePrice> days, WholesalePrices typical)
    {
        var byDay = days.ToDictionary(
            price => price.Date,
            price => (double)price.FenPerKg / typical.TypicalFenPerKg(price.ProduceCode, price.Date.Month)!.Value
        );
        var relative = new List<double>();
        for (var day = FirstDay; day <= LastDay; day = day.AddDays(1))
        {
            relative.Add(
                byDay.TryGetValue(day, out var price) ? price
                : relative.Count == 0 ? 1
                : relative[^1]
            );
        }

        return relative;
    }
}
