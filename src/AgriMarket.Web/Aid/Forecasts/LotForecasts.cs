using System.Collections.Concurrent;
using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Trade.Quotes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Aid.Forecasts;

/// <summary>A lot on sale and what becomes of it.</summary>
public sealed record LotOutlook(Lot Lot, BacklogForecast Forecast);

/// <summary>
/// The forecast of each lot. <see cref="ForAsync"/> forecasts from the sales as they are now; <see cref="Known"/> holds the whole
/// market in memory for boards, brought up to date by <see cref="ForecastRefresher"/> after each sale and every hour. How comparable
/// lots sell is measured at most once an hour, and once however many ask at the same time.
/// </summary>
public sealed class LotForecasts(
    IDbContextFactory<MarketDb> contexts,
    DueWork due,
    IOptions<SellingOptions> options,
    IOptions<ForecastSettings> settings,
    IOptions<RiskThresholds> thresholds,
    TimeProvider clock
)
{
    public const string Name = "forecast.refresh";

    private static readonly TimeSpan SnapshotGoodFor = TimeSpan.FromHours(1);

    /// <summary>One for each lot that can be bought; a lot that can't any more goes with the next news of it, and within an hour.</summary>
    private readonly ConcurrentDictionary<Guid, LotOutlook> known = new();
    private Measurement? measured;

    /// <summary>Every lot that can be bought, as it was after the last change.</summary>
    public IReadOnlyCollection<LotOutlook> Known => [.. known.Values];

    /// <summary>Forecasts these lots, on sale or not, from their sales up to now.</summary>
    public async Task<IReadOnlyList<LotOutlook>> ForAsync(MarketDb db, IReadOnlyCollection<Lot> lots)
    {
        if (lots.Count == 0)
        {
            return [];
        }

        var forecast = await FromSalesAsync(db, lots);
        return [.. lots.Select(forecast)];
    }

    /// <summary>Reads what some lots have sold, for what then forecasts each of them.</summary>
    private async Task<Func<Lot, LotOutlook>> FromSalesAsync(MarketDb db, IReadOnlyCollection<Lot> lots)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var market = await MarketAsync(now);
        var sales = await db.SalesAsync(
            [.. lots.Select(lot => lot.Id)],
            ChinaTime.StartOfDay(ChinaTime.Day(now).AddDays(1 - settings.Value.RecentDays))
        );
        return lot => new LotOutlook(
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
        );
    }

    /// <summary>
    /// Brings what is known of some lots up to date. A lot whose forecast fails is noted as <see cref="DueWork"/> does it, stays as it
    /// was known, and keeps no other from its own.
    /// </summary>
    /// <returns>Those whose risk is now higher than it was known to be; of lots not known before, those that are at risk.</returns>
    public async Task<IReadOnlyList<LotOutlook>> RefreshAsync(IReadOnlyCollection<Guid> lotIds, CancellationToken stop = default)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var lots = await Sellable(db).Where(lot => lotIds.Contains(lot.Id)).ToListAsync(stop);
        var worse = await RefreshAsync(db, lots, isWhole: false, stop);
        Forget(lotIds, lots);
        return worse;
    }

    /// <summary>
    /// Brings the whole market up to date, as <see cref="RefreshAsync(IReadOnlyCollection{Guid}, CancellationToken)"/> does.
    /// </summary>
    public async Task<IReadOnlyList<LotOutlook>> RefreshAllAsync(CancellationToken stop = default)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        Volatile.Write(ref measured, null);
        var lots = await Sellable(db).ToListAsync(stop);
        var worse = await RefreshAsync(db, lots, isWhole: true, stop);
        Forget([.. known.Keys], lots);
        return worse;
    }

    private async Task<IReadOnlyList<LotOutlook>> RefreshAsync(MarketDb db, List<Lot> lots, bool isWhole, CancellationToken stop)
    {
        if (lots.Count == 0 && !isWhole)
        {
            return [];
        }

        var forecast = await FromSalesAsync(db, lots);
        var worse = new List<LotOutlook>();
        await due.RunAsync(
            DueKind.Of(
                Name,
                lots,
                lot => DueKind.Text(lot.Id),
                (lot, _) =>
                {
                    worse.AddRange(Note(forecast(lot)));
                    return Task.FromResult<Result<Done>>(Done.Instance);
                }
            ) with
            {
                IsWhole = isWhole,

                // Nothing is waited for here, and the processors are for those who buy.
                SideBySide = 1,
            },
            stop
        );
        return worse;
    }

    /// <returns>The lot, when its risk is higher than it was known to be.</returns>
    private LotOutlook[] Note(LotOutlook outlook)
    {
        var before = known.TryGetValue(outlook.Lot.Id, out var last) ? last.Forecast.Level : RiskLevel.Fine;
        known[outlook.Lot.Id] = outlook;
        return outlook.Forecast.Level > before ? [outlook] : [];
    }

    private void Forget(IReadOnlyCollection<Guid> asked, List<Lot> sellable)
    {
        foreach (var gone in asked.Except(sellable.Select(lot => lot.Id)))
        {
            known.TryRemove(gone, out _);
        }
    }

    private IQueryable<Lot> Sellable(MarketDb db)
    {
        var today = ChinaTime.Day(clock.GetUtcNow().UtcDateTime);
        return db.Set<Lot>()
            .AsNoTracking()
            .Where(lot => lot.Status == LotStatus.Open && lot.BestBeforeOn >= today && lot.AvailableGrams + lot.HeldGrams > 0);
    }

    /// <summary>Whoever finds nothing good begins to measure; those who ask meanwhile wait for the same measurement.</summary>
    private Task<MarketDemandSnapshot> MarketAsync(DateTime now)
    {
        var last = Volatile.Read(ref measured);
        if (last is not null && last.IsGood(now))
        {
            return last.Snapshot;
        }

        var next = new Measurement(now, new(() => Task.Run(() => MeasureAsync(now))));
        return (Interlocked.CompareExchange(ref measured, next, last) is { } other && other != last ? other : next).Snapshot;
    }

    private async Task<MarketDemandSnapshot> MeasureAsync(DateTime now)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.DemandPictureAsync(now, settings.Value.RecentDays);
    }

    private sealed class Measurement(DateTime at, Lazy<Task<MarketDemandSnapshot>> reading)
    {
        public Task<MarketDemandSnapshot> Snapshot => reading.Value;

        // A clock that was set back does not keep an old one alive, and one that failed is made again.
        public bool IsGood(DateTime now) =>
            (now - at).Duration() < SnapshotGoodFor && !(reading.IsValueCreated && (reading.Value.IsFaulted || reading.Value.IsCanceled));
    }
}
