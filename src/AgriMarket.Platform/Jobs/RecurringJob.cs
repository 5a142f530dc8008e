namespace AgriMarket.Platform.Jobs;

/// <summary>
/// Work that is done at the start and again after each pause. A round that fails is logged and keeps no later one from coming: what
/// was due stays due, and the next round finds it.
/// </summary>
public abstract partial class RecurringJob(TimeSpan pause, TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>Does what is due.</summary>
    /// <returns>How many things that was.</returns>
    protected abstract Task<int> RunAsync(CancellationToken stop);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, clock);
        do
        {
            try
            {
                if (await RunAsync(stoppingToken) is > 0 and var count)
                {
                    LogDone(GetType().Name, count);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure, GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "{Rounds}: {Count} done.")]
    private partial void LogDone(string rounds, int count);

    [LoggerMessage(LogLevel.Error, "A round of {Rounds} failed; the next one tries again.")]
    private partial void LogFailed(Exception failure, string rounds);
}
