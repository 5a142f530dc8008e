using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>
/// Looks each minute which reported lots are empty by now. A look is one query that only sees open reports; an order that sells
/// the last of a lot need not know of reports at all.
/// </summary>
internal sealed partial class UnsoldReportFollowUp(
    UnsoldService reports, UnsoldPhotos photos, IOptions<UnsoldOptions> options, TimeProvider clock, ILogger<UnsoldReportFollowUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.FollowSeconds), clock);
        do
        {
            try
            {
                await reports.FollowStockAsync();
                await photos.ForgetLeftoversAsync();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next look finds the same lots.
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "Reports of unsold goods could not be compared with the stock.")]
    private partial void LogFailed(Exception failure);
}
