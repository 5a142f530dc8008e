using AgriMarket.Platform.Jobs;

namespace AgriMarket.Web.Trade.ReferencePrices;

/// <summary>Works out every six hours what kinds are worth by this market's sales, over which a season of orders is read.</summary>
internal sealed class SalesReferenceJob(ReferencePriceService references, TimeProvider clock, ILogger<SalesReferenceJob> log)
    : RecurringJob(TimeSpan.FromHours(6), clock, log)
{
    protected override Task<int> RunAsync(CancellationToken stop) => references.RefreshSalesAsync(stop);
}
