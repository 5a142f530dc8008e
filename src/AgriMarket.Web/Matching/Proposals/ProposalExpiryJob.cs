using AgriMarket.Platform.Jobs;

namespace AgriMarket.Web.Matching.Proposals;

/// <summary>
/// Ends proposals whose time is over, so that what was accepted is ordered and the rest is free for the next run. An answer that
/// comes after the time is refused in any case; the minute's delay only concerns those who wait for the outcome.
/// </summary>
internal sealed class ProposalExpiryJob(ProposalService proposals, DueWork due, TimeProvider clock, ILogger<ProposalExpiryJob> log)
    : RecurringJob(TimeSpan.FromMinutes(1), clock, log, due.SignalOf(null, Name))
{
    public const string Name = "proposal.end";

    protected override Task<int> RunAsync(CancellationToken stop) => proposals.EndDueAsync(stop);
}
