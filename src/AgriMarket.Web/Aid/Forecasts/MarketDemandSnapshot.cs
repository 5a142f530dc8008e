using System.Collections.Frozen;
using AgriMarket.Domain.Backlog;

namespace AgriMarket.Web.Aid.Forecasts;

/// <summary>
/// How the market sells lately: the run of the week, and what is to be expected of a lot of each produce before it has sold anything.
/// </summary>
internal sealed record MarketDemandSnapshot(WeekdayProfile Rhythm, DemandPrior Market, FrozenDictionary<string, DemandPrior> ByProduce)
{
    /// <param name="sales">What each lot of the last weeks sold while it could be bought, with its produce.</param>
    public static MarketDemandSnapshot Of(IReadOnlyCollection<(string ProduceCode, LotSales Sales)> sales)
    {
        var rhythm = WeekdayProfile.Of(sales.Select(lot => lot.Sales));
        var market = DemandPrior.Of([.. sales.Select(lot => lot.Sales)], rhythm);
        var byProduce = sales
            .GroupBy(lot => lot.ProduceCode, lot => lot.Sales, StringComparer.Ordinal)
            .ToFrozenDictionary(lots => lots.Key, lots => DemandPrior.Of([.. lots], rhythm, market), StringComparer.Ordinal);
        return new(rhythm, market, byProduce);
    }

    /// <summary>A produce that was not on sale lately is expected to sell as the whole market does.</summary>
    public DemandPrior For(string produceCode) => ByProduce.GetValueOrDefault(produceCode, Market);
}
