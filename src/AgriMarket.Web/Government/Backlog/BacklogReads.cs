using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Forecasts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Government.Backlog;

/// <summary>The board of what may be left, from the forecasts in memory.</summary>
public sealed class BacklogReads(
    IDbContextFactory<MarketDb> contexts,
    LotForecasts forecasts,
    ProduceCatalogue produce,
    RegionCatalogue regions,
    TimeProvider clock
)
{
    /// <summary>Days left that are shown one by one; what has longer is one column more.</summary>
    public const int MostDays = 14;

    public const int MostLots = 50;
    public const int MostCounties = 20;

    /// <summary>
    /// What a member may see of the board: the region of their office, the whole country for administrators and national offices; null
    /// for anybody else.
    /// </summary>
    public async Task<string?> RegionOfAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.ReadableRegionAsync(memberId, regions) is null
            ? null
            : (await db.OfficeOfAsync(memberId))?.RegionCode ?? RegionCatalogue.Country;
    }

    /// <param name="regionCode">Only lots from inside it; <see cref="RegionCatalogue.Country"/> for the whole market.</param>
    public BacklogFigures Board(string regionCode)
    {
        var region = regions.Find(regionCode);
        var inside = regions.PrefixOf(regionCode);
        var onSale = forecasts.Known.Where(outlook => outlook.Lot.OriginCode.StartsWith(inside, StringComparison.Ordinal)).ToList();
        var atRisk = onSale.Where(outlook => outlook.Forecast.Level > RiskLevel.Fine).ToList();
        return new(
            clock.GetUtcNow().UtcDateTime,
            region?.Code,
            onSale.Count,
            atRisk.Count,
            atRisk.Count(outlook => outlook.Forecast.Level == RiskLevel.Critical),
            atRisk.Sum(outlook => outlook.Forecast.ExpectedGrams),
            ByDaysLeft(atRisk),
            [.. Sums(atRisk, outlook => outlook.Lot.OriginCode).Take(MostCounties)],
            [.. Sums(atRisk, outlook => produce.Find(outlook.Lot.ProduceCode)!.Category)],
            [
                .. atRisk
                    .OrderByDescending(outlook => outlook.Forecast.Level)
                    .ThenByDescending(outlook => outlook.Forecast.ExpectedGrams)
                    .ThenBy(outlook => outlook.Lot.Id)
                    .Take(MostLots),
            ]
        );
    }

    private static IReadOnlyList<RiskTotal<int>> ByDaysLeft(List<LotOutlook> atRisk)
    {
        var sums = Sums(atRisk, outlook => Math.Min(outlook.Forecast.Reason.DaysLeft, MostDays + 1)).ToDictionary(sum => sum.Key);
        return [.. Enumerable.Range(0, MostDays + 2).Select(days => sums.GetValueOrDefault(days, new(days, 0, 0)))];
    }

    private static IEnumerable<RiskTotal<TKey>> Sums<TKey>(List<LotOutlook> atRisk, Func<LotOutlook, TKey> keyOf) =>
        atRisk
            .GroupBy(keyOf)
            .Select(lots => new RiskTotal<TKey>(lots.Key, lots.Count(), lots.Sum(outlook => outlook.Forecast.ExpectedGrams)))
            .OrderByDescending(sum => sum.Grams);
}
