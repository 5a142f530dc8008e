using AgriMarket.Web.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching;

/// <summary>Looks for parts that are still to be cut: of orders that were unpaid, and what a crash left undone.</summary>
internal sealed class ShortfallJob(ShortfallCuts cuts, IOptions<MatchOptions> options, TimeProvider clock, ILogger<ShortfallJob> log)
    : Rounds(TimeSpan.FromSeconds(options.Value.ShortfallSeconds), clock, log)
{
    protected override Task<int> RunAsync(CancellationToken stop) => cuts.CarryOutAsync(stop: stop);
}
