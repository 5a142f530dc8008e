using AgriMarket.Platform.Jobs;

namespace AgriMarket.Web.Matching.Quotations;

/// <summary>
/// Ends requests whose time is over. An answer that comes too late is refused in any case; this only tells the other side sooner.
/// </summary>
internal sealed class QuotationExpiryJob(QuotationService requests, DueWork due, TimeProvider clock, ILogger<QuotationExpiryJob> log)
    : RecurringJob(TimeSpan.FromMinutes(1), clock, log, due.SignalOf(null, Name))
{
    public const string Name = "quotation.end";

    protected override Task<int> RunAsync(CancellationToken stop) => requests.EndDueAsync(stop);
}
