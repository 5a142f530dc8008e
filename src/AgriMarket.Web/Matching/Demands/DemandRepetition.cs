using AgriMarket.Platform.Jobs;

namespace AgriMarket.Web.Matching.Demands;

/// <summary>
/// Posts the next of repeated demands once their window has begun. The next window lies days ahead as a rule, so that some
/// minutes later are soon enough.
/// </summary>
internal sealed class DemandRepetition(DemandService demands, DueWork due, TimeProvider clock, ILogger<DemandRepetition> log)
    : RecurringJob(TimeSpan.FromMinutes(10), clock, log, due.SignalOf(null, Name))
{
    public const string Name = "demand.repeat";

    protected override Task<int> RunAsync(CancellationToken stop) => demands.RepeatDueAsync(stop);
}
