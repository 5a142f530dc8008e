using AgriMarket.Web.Platform.Jobs;

namespace AgriMarket.Web.Matching;

/// <summary>
/// Posts the next of repeated demands once their window has begun. The next window lies days ahead as a rule, so that some
/// minutes later are soon enough.
/// </summary>
internal sealed class DemandRepeating(DemandService demands, TimeProvider clock, ILogger<DemandRepeating> log) : Rounds(TimeSpan.FromMinutes(10), clock, log)
{
    protected override Task<int> RunAsync(CancellationToken stop) => demands.RepeatDueAsync();
}
