using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Aid.Forecasts;
using AgriMarket.Web.Trade.LotLists;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.Quotes;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Shop.HelpSell;

/// <summary>The lots that need buyers most.</summary>
public sealed class HelpSellReads(
    IDbContextFactory<MarketDb> contexts,
    LotReads reads,
    LotForecasts forecasts,
    EndingLots ending,
    MarketWriter writer,
    TimeProvider clock
)
{
    /// <summary>How many are shown.</summary>
    public const int MaxLots = 48;

    /// <summary>Of all that could be helped, those that end first are looked at.</summary>
    private const int MostForecast = 500;

    private readonly CommitCache<string, IReadOnlyList<LotView>> kept = new(writer, clock);

    /// <summary>Lots still to be had, those with the highest risk first, of these those of which the most is expected to be left.</summary>
    /// <param name="destinationCode">Where they are to go: only what is there by its best-before date; null where nobody says.</param>
    public Task<IReadOnlyList<LotView>> FindAsync(string? destinationCode = null) =>
        kept.GetAsync(destinationCode ?? "", () => ReadAsync(destinationCode));

    private async Task<IReadOnlyList<LotView>> ReadAsync(string? destinationCode)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var late = destinationCode is null ? [] : await ending.LateForAsync(destinationCode);
        await using var db = await contexts.CreateDbContextAsync();
        var lots = await db.LotsOnSale(ChinaTime.Day(now))
            .Where(lot => lot.AvailableGrams >= lot.UnitGrams && !late.Contains(lot.Id))
            .OrderBy(lot => lot.BestBeforeOn)
            .ThenBy(lot => lot.Id)
            .Take(MostForecast)
            .ToListAsync();
        var worst = (await forecasts.ForAsync(db, lots))
            .OrderByDescending(outlook => outlook.Forecast.Level)
            .ThenByDescending(outlook => outlook.Forecast.RestPerMille)
            .ThenByDescending(outlook => outlook.Forecast.ExpectedGrams)
            .ThenBy(outlook => outlook.Lot.Id);
        return await reads.ShowAsync(db, [.. worst.Take(MaxLots).Select(outlook => outlook.Lot)], now, destinationCode);
    }
}
