namespace AgriMarket.Platform.Jobs;

/// <summary>
/// Work that is done at the start and again after each pause. A run that fails is logged and prevents no later one: what
/// was due stays due, and the next run finds it. Nothing that happens in a run ends the program, a time-out no more than a bug.
/// </summary>
/// <param name="pause">From one look to the next.</param>
/// <param name="clock">Tells when the pause is over.</param>
/// <param name="log">Where failed runs are written to.</param>
/// <param name="signal">Starts a run before the pause is over; null when nothing does.</param>
/// <param name="atOnce">Whether the first run comes at the start, or after the first pause.</param>
public abstract partial class RecurringJob(TimeSpan pause, TimeProvider clock, ILogger log, JobSignal? signal = null, bool atOnce = true)
    : BackgroundService
{
    /// <summary>Whether this market needs the work at all.</summary>
    protected virtual bool IsNeeded => true;

    /// <summary>Does what is due.</summary>
    /// <returns>How many things that was.</returns>
    protected abstract Task<int> RunAsync(CancellationToken stop);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsNeeded)
        {
            return;
        }

        using var timer = new PeriodicTimer(pause, clock);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var raised = WaitForSignalAsync(stoppingToken);
        if (atOnce)
        {
            await RunOnceAsync(stoppingToken);
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny(tick, raised);
            tick = tick.IsCompleted ? timer.WaitForNextTickAsync(stoppingToken).AsTask() : tick;
            raised = raised.IsCompleted ? WaitForSignalAsync(stoppingToken) : raised;
            await RunOnceAsync(stoppingToken);
        }
    }

    private async Task RunOnceAsync(CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        try
        {
            if (await RunAsync(stop) is > 0 and var count)
            {
                LogDone(GetType().Name, count);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The program ends; what was due is found at the next start.
        }
        catch (Exception failure)
        {
            LogFailed(failure, GetType().Name);
        }
    }

    /// <summary>Ends with the program when there is no signal.</summary>
    private Task WaitForSignalAsync(CancellationToken stop) => signal?.WaitAsync(stop) ?? Task.Delay(Timeout.InfiniteTimeSpan, clock, stop);

    [LoggerMessage(LogLevel.Information, "{Job}: {Count} done.")]
    private partial void LogDone(string job, int count);

    [LoggerMessage(LogLevel.Error, "A run of {Job} failed; the next one tries again.")]
    private partial void LogFailed(Exception failure, string job);
}
