using System.Collections.Concurrent;
using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Live;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Trade.Stock;

namespace AgriMarket.Web.Aid.Forecasts;

/// <summary>
/// Keeps the forecasts of the whole market up to date, after each change of a lot and all of them every hour, and tells farmers
/// whose lots have become urgent.
/// </summary>
internal sealed class ForecastRefresher(
    LotForecasts forecasts,
    NotificationService notifications,
    DueWork due,
    LiveFeed feed,
    TimeProvider clock,
    ILogger<ForecastRefresher> log
) : RecurringJob(TimeSpan.FromHours(1), clock, log, due.SignalOf(null, Name, LotForecasts.Name))
{
    public const string Name = "forecast.notify";

    private readonly TimeProvider clock = clock;

    /// <summary>Whoever is still to be told, until they are; after a restart the first look finds them again.</summary>
    private readonly ConcurrentDictionary<string, LotOutlook> untold = new(StringComparer.Ordinal);
    private LiveWatcher? watcher;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Watch first, read second, so that no sale falls in between.
        watcher = feed.Watch(
            changes =>
                ShowAsync(
                    stop => forecasts.RefreshAsync([.. changes.OfType<StockChange>().Select(change => change.LotId).Distinct()], stop),
                    CancellationToken.None
                ),
            StockTopics.Lots
        );
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        watcher?.Dispose();
        base.Dispose();
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        watcher?.Dispose();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task<int> RunAsync(CancellationToken stop)
    {
        await ShowAsync(forecasts.RefreshAllAsync, stop);
        return 0;
    }

    /// <summary>What fails here is found by the next change or the next hour; until then boards show what was known.</summary>
    private async Task ShowAsync(Func<CancellationToken, Task<IReadOnlyList<LotOutlook>>> refreshAsync, CancellationToken stop)
    {
        foreach (var worse in (await refreshAsync(stop)).Where(outlook => outlook.Forecast.Level >= RiskLevel.Urgent))
        {
            untold[SubjectOf(worse)] = worse;
        }

        feed.Publish(new LiveSignal(ForecastTopics.Backlog, clock.GetUtcNow().UtcDateTime));
        await due.RunAsync(DueKind.Of(Name, untold.Values, SubjectOf, (outlook, _) => NotifyAsync(outlook)), stop);
    }

    private async Task<Result<Done>> NotifyAsync(LotOutlook worse)
    {
        var told = await notifications
            .NotifyAsync(
                [worse.Lot.FarmerId],
                new NotificationDraft(
                    ForecastNotifications.LotAtRisk,
                    SubjectOf(worse),
                    new NotificationSubject
                    {
                        LotId = worse.Lot.Id,
                        ProduceCode = worse.Lot.ProduceCode,
                        Grams = ForecastFormatter.Rough(worse.Forecast.LikelyGrams, Weights.JinGrams),
                        Day = worse.Lot.BestBeforeOn,
                    }
                )
            )
            .AsDone();
        if (told.IsOk)
        {
            untold.TryRemove(SubjectOf(worse), out _);
        }

        return told;
    }

    /// <summary>Once for each level that a lot falls to: whoever was told is not told again after a restart.</summary>
    private static string SubjectOf(LotOutlook outlook) => $"{outlook.Lot.Id} {outlook.Forecast.Level}";
}
