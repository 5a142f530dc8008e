using AgriMarket.Platform.Jobs;

namespace AgriMarket.Web.Trade.Lots;

/// <summary>
/// Writes off what is left of lots past best-before. Nobody can order it from midnight on in any case; the ten minutes' delay
/// only concerns the books.
/// </summary>
internal sealed class LotExpiryJob(LotService lots, DueWork due, TimeProvider clock, ILogger<LotExpiryJob> log)
    : RecurringJob(TimeSpan.FromMinutes(10), clock, log, due.SignalOf(null, Name))
{
    public const string Name = "lot.end";

    protected override async Task<int> RunAsync(CancellationToken stop) => (await lots.WriteOffPastAsync(stop)).Lots;
}
