using System.Collections.Concurrent;
using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Aid.Forecasts;

/// <summary>A lot on sale and what becomes of it.</summary>
public sealed record LotOutlook(Lot Lot, BacklogForecast Forecast);

/// <summary>
/// The forecast of each lot. <see cref="ForAsync"/> forecasts from the sales as they are now; <see cref="Known"/> holds the whole
/// market in memory for boards, brought up to date by <see cref="ForecastRefresher"/> after each sale and every hour. How comparable
/// lots sell is measured at most once an hour.
/// </summary>
public sealed class LotForecasts(
    IDbContextFactory<MarketDb> contexts,
    IOptions<BacklogOptions> options,
    IOptions<ForecastSettings> settings,
    IOptions<RiskThresholds> thresholds,
    TimeProvider clock
)
{
    private static readonly TimeSpan PictureGoodFor = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Guid, LotOutlook> known = new();
    private volatile MarketDemandSnapshot? picture;

    /// <summary>Every lot that can be bought, as it was after the last change.</summary>
    public IReadOnlyCollection<LotOutlook> Known => [.. known.Values];

    /// <summary>Forecasts these lots, on sale or not, from their sales up to now.</summary>
    public async Task<IReadOnlyList<LotOutlook>> ForAsync(MarketDb db, IReadOnlyCollection<Lot> lots)
    {
        if (lots.Count == 0)
        {
            return [];
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var market = await PictureAsync(db, now);
        var sales = await db.SalesAsync(
            [.. lots.Select(lot => lot.Id)],
            ChinaTime.StartOfDay(ChinaTime.Day(now).AddDays(1 - settings.Value.RecentDays))
        );
        return
        [
            .. lots.Select(lot => new LotOutlook(
                lot,
                BacklogForecast.For(
                    new ForecastFacts(
                        lot.AvailableGrams + lot.HeldGrams,
                        lot.ListedGrams + lot.AdjustedGrams,
                        lot.ListedAt,
                        now,
                        lot.BestBeforeOn,
                        options.Value.TransitDays,
                        [.. sales[lot.Id]],
                        market.For(lot.ProduceCode),
                        market.Rhythm
                    ),
                    settings.Value,
                    thresholds.Value
                )
            )),
        ];
    }

    /// <summary>Brings what is known of some lots up to date.</summary>
    /// <returns>Those whose risk is now higher than it was known to be; of lots not known before, those that are at risk.</returns>
    public async Task<IReadOnlyList<LotOutlook>> RefreshAsync(IReadOnlyCollection<Guid> lotIds)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var worse = Note(await ForAsync(db, await Sellable(db).Where(lot => lotIds.Contains(lot.Id)).ToListAsync()));
        foreach (var gone in lotIds.Except(worse.Seen))
        {
            known.TryRemove(gone, out _);
        }

        return worse.Worse;
    }

    /// <summary>Brings the whole market up to date.</summary>
    /// <returns>As <see cref="RefreshAsync"/>.</returns>
    public async Task<IReadOnlyList<LotOutlook>> RefreshAllAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        picture = null;
        var worse = Note(await ForAsync(db, await Sellable(db).ToListAsync()));
        foreach (var gone in known.Keys.Except(worse.Seen))
        {
            known.TryRemove(gone, out _);
        }

        return worse.Worse;
    }

    private (IReadOnlyList<LotOutlook> Worse, HashSet<Guid> Seen) Note(IReadOnlyList<LotOutlook> outlooks)
    {
        var worse = new List<LotOutlook>();
        foreach (var outlook in outlooks)
        {
            var before = known.TryGetValue(outlook.Lot.Id, out var last) ? last.Forecast.Level : RiskLevel.Fine;
            known[outlook.Lot.Id] = outlook;
            if (outlook.Forecast.Level > before)
            {
                worse.Add(outlook);
            }
        }

        return (worse, [.. outlooks.Select(outlook => outlook.Lot.Id)]);
    }

    private IQueryable<Lot> Sellable(MarketDb db)
    {
        var today = ChinaTime.Day(clock.GetUtcNow().UtcDateTime);
        return db.Set<Lot>()
            .AsNoTracking()
            .Where(lot => lot.Status == LotStatus.Open && lot.BestBeforeOn >= today && lot.AvailableGrams + lot.HeldGrams > 0);
    }

    private async Task<MarketDemandSnapshot> PictureAsync(MarketDb db, DateTime now) =>
        picture is { } last && now >= last.ReadAt && now - last.ReadAt < PictureGoodFor
            ? last
            : picture = await db.DemandPictureAsync(now, settings.Value.RecentDays);
}
