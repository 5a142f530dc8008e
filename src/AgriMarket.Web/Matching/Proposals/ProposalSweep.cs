namespace AgriMarket.Web.Matching;

/// <summary>
/// Ends proposals whose time is over, so that what was accepted is ordered and the rest is free for the next run. An answer that
/// comes after the time is refused in any case; the minute's delay only concerns those who wait for the outcome.
/// </summary>
internal sealed partial class ProposalSweep(ProposalService proposals, TimeProvider clock, ILogger<ProposalSweep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                if (await proposals.EndDueAsync() is > 0 and var ended)
                {
                    LogEnded(ended);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next round tries again: what is over stays over.
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "{Count} proposals ended with their time.")]
    private partial void LogEnded(int count);

    [LoggerMessage(LogLevel.Error, "Proposals whose time is over could not be ended.")]
    private partial void LogFailed(Exception failure);
}
