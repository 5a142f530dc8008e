namespace AgriMarket.Web.Matching;

/// <summary>
/// Posts the next of repeated demands once their window has begun. The next window lies days ahead as a rule, so that some
/// minutes later are soon enough.
/// </summary>
internal sealed partial class DemandRepeating(DemandService demands, TimeProvider clock, ILogger<DemandRepeating> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                if (await demands.RepeatDueAsync() is > 0 and var posted)
                {
                    LogRepeated(posted);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next round finds the same demands.
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "{Count} demands were posted again for their next time.")]
    private partial void LogRepeated(int count);

    [LoggerMessage(LogLevel.Error, "Demands that are due again could not be posted.")]
    private partial void LogFailed(Exception failure);
}
