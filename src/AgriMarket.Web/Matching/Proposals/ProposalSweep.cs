using AgriMarket.Web.Platform.Jobs;

namespace AgriMarket.Web.Matching;

/// <summary>
/// Ends proposals whose time is over, so that what was accepted is ordered and the rest is free for the next run. An answer that
/// comes after the time is refused in any case; the minute's delay only concerns those who wait for the outcome.
/// </summary>
internal sealed class ProposalSweep(ProposalService proposals, TimeProvider clock, ILogger<ProposalSweep> log) : Rounds(TimeSpan.FromMinutes(1), clock, log)
{
    protected override Task<int> RunAsync(CancellationToken stop) => proposals.EndDueAsync();
}
