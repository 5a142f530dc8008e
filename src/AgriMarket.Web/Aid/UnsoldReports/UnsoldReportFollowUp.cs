using AgriMarket.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>
/// Looks each minute which reported lots are empty by now. A look is one query that only sees open reports; an order that sells
/// the last of a lot need not know of reports at all.
/// </summary>
internal sealed class UnsoldReportFollowUp(
    UnsoldService reports,
    UnsoldPhotos photos,
    DueWork due,
    IOptions<UnsoldOptions> options,
    TimeProvider clock,
    ILogger<UnsoldReportFollowUp> log
) : RecurringJob(TimeSpan.FromSeconds(options.Value.FollowSeconds), clock, log, due.SignalOf(null, Name))
{
    public const string Name = "unsold.follow";

    protected override async Task<int> RunAsync(CancellationToken stop)
    {
        var ended = await reports.FollowStockAsync(stop);
        await photos.ForgetLeftoversAsync();
        return ended;
    }
}
