using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Web.Matching.Market;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.Runs;

/// <summary>
/// Looks twice a minute whether a run is due. What becomes urgent between two looks is one run, and the first look leaves the
/// forecasts of a program that has just started time to be made.
/// </summary>
internal sealed partial class MatchRunJob(MatchScheduler rounds, IOptions<MatchOptions> options, TimeProvider clock, ILogger<MatchRunJob> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RunMinutes == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await rounds.RunDueAsync() is { } run)
                {
                    LogRun(run.Trigger, run.Consignments, run.Lots, run.Demands, run.Milliseconds / 1_000m);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next run tries again: nothing was taken from anybody.
                LogFailed(failure);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "A run ({Trigger}) found {Consignments} consignments for {Lots} lots and {Demands} demands in {Seconds} s.")]
    private partial void LogRun(RunTrigger trigger, int consignments, int lots, int demands, decimal seconds);

    [LoggerMessage(LogLevel.Error, "A run of the matching failed.")]
    private partial void LogFailed(Exception failure);
}
