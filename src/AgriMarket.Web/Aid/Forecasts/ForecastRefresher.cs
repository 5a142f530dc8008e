using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Live;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Trade.Stock;

namespace AgriMarket.Web.Aid.Forecasts;

/// <summary>
/// Keeps the forecasts of the whole market up to date, after each news of a lot and all of them every hour, and tells farmers
/// whose lots have become urgent.
/// </summary>
internal sealed partial class ForecastRefresher(LotForecasts forecasts, NotificationService notices, LiveFeed feed, TimeProvider clock, ILogger<ForecastRefresher> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Watch first, read second, so that no sale falls in between.
        using var watcher = feed.Watch(news => ShowAsync(() => forecasts.RefreshAsync([.. news.OfType<StockChange>().Select(change => change.LotId).Distinct()])), StockTopics.Lots);
        using var timer = new PeriodicTimer(Round, clock);
        do
        {
            await ShowAsync(forecasts.RefreshAllAsync);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ShowAsync(Func<Task<IReadOnlyList<LotOutlook>>> refreshAsync)
    {
        try
        {
            foreach (var worse in (await refreshAsync()).Where(outlook => outlook.Forecast.Level >= RiskLevel.Urgent))
            {
                // Once for each level that a lot falls to: whoever was told is not told again after a restart.
                await notices.TellAsync([worse.Lot.FarmerId], new NotificationDraft(NotificationKind.LotAtRisk, $"{worse.Lot.Id} {worse.Forecast.Level}", new NotificationSubject
                {
                    LotId = worse.Lot.Id,
                    ProduceCode = worse.Lot.ProduceCode,
                    Grams = ForecastFormatter.Rough(worse.Forecast.ExpectedGrams, Weights.JinGrams),
                    Day = worse.Lot.BestBeforeOn,
                }));
            }

            feed.Publish(new LiveSignal(ForecastTopics.Backlog, clock.GetUtcNow().UtcDateTime));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The next news or the next hour tries again; until then boards show what was known.
            LogFailed(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "The backlog could not be forecast.")]
    private partial void LogFailed(Exception failure);
}
