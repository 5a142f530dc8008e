using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Matching.Market;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.Shortfalls;

/// <summary>Looks for parts that are still to be cut: of orders that were unpaid, and what a crash left undone.</summary>
internal sealed class ShortfallJob(
    ShortfallCuts cuts,
    DueWork due,
    IOptions<MatchOptions> options,
    TimeProvider clock,
    ILogger<ShortfallJob> log
) : RecurringJob(TimeSpan.FromSeconds(options.Value.ShortfallSeconds), clock, log, due.SignalOf(null, ShortfallCuts.Name))
{
    protected override Task<int> RunAsync(CancellationToken stop) => cuts.CarryOutAsync(stop: stop);
}
