using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Stock;

namespace AgriMarket.Web.Backlog;

/// <summary>Keeps the forecasts of the whole market up to date: after each news of a lot, and all of them every hour.</summary>
internal sealed partial class BacklogWatch(LotForecasts forecasts, LiveFeed feed, TimeProvider clock, ILogger<BacklogWatch> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Watch first, read second, so that no sale falls in between.
        using var watcher = feed.Watch(news => ShowAsync(() => forecasts.RefreshAsync([.. news.OfType<StockChange>().Select(change => change.LotId).Distinct()])), LiveTopics.Lots);
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
            await refreshAsync();
            feed.Publish(new LiveSignal(LiveTopics.Backlog, clock.GetUtcNow().UtcDateTime));
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
