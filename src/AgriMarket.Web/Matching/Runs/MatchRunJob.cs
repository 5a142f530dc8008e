using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Matching.Market;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.Runs;

/// <summary>
/// Looks twice a minute whether a run is due. What becomes urgent between two looks is one run, and the first look leaves the
/// forecasts of a program that has just started time to be made. A run that fails took nothing from anybody; the next ones wait a
/// while, and administrators see why.
/// </summary>
internal sealed partial class MatchRunJob(
    MatchScheduler scheduler,
    DueWork due,
    IOptions<MatchOptions> options,
    TimeProvider clock,
    ILogger<MatchRunJob> log
) : RecurringJob(TimeSpan.FromSeconds(30), clock, log, due.SignalOf(null, Name), atOnce: false)
{
    public const string Name = "match.run";

    protected override bool IsNeeded => options.Value.RunMinutes > 0;

    protected override async Task<int> RunAsync(CancellationToken stop)
    {
        await due.RunAsync(DueKind.Of(Name, ["market"], market => market, (_, _) => LookAsync()), stop);
        return 0;
    }

    private async Task<Result<Done>> LookAsync()
    {
        if (await scheduler.RunDueAsync() is { } run)
        {
            LogRun(run.Trigger, run.Consignments, run.Lots, run.Demands, run.Milliseconds / 1_000m);
        }

        return Done.Instance;
    }

    [LoggerMessage(
        LogLevel.Information,
        "A run ({Trigger}) found {Consignments} consignments for {Lots} lots and {Demands} demands in {Seconds} s."
    )]
    private partial void LogRun(RunTrigger trigger, int consignments, int lots, int demands, decimal seconds);
}
