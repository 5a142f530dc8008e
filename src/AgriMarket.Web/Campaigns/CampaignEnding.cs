namespace AgriMarket.Web.Campaigns;

/// <summary>
/// Ends campaigns past their last day, so that their lots are free. Readers see them as ended from midnight on in any case;
/// the ten minutes' delay only concerns other officials who want the lots.
/// </summary>
internal sealed partial class CampaignEnding(CampaignService campaigns, TimeProvider clock, ILogger<CampaignEnding> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                if (await campaigns.EndPastAsync() is > 0 and var ended)
                {
                    LogEnded(ended);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next round tries again: what is past stays past.
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "{Count} campaigns ended with their last day.")]
    private partial void LogEnded(int count);

    [LoggerMessage(LogLevel.Error, "Campaigns past their last day could not be ended.")]
    private partial void LogFailed(Exception failure);
}
