using AgriMarket.Platform.Jobs;

namespace AgriMarket.Web.Aid.Campaigns;

/// <summary>
/// Ends campaigns past their last day, so that their lots are free. Readers see them as ended from midnight on in any case;
/// the ten minutes' delay only concerns other officials who want the lots.
/// </summary>
internal sealed class CampaignExpiryJob(CampaignService campaigns, DueWork due, TimeProvider clock, ILogger<CampaignExpiryJob> log)
    : RecurringJob(TimeSpan.FromMinutes(10), clock, log, due.SignalOf(null, Name))
{
    public const string Name = "campaign.end";

    protected override Task<int> RunAsync(CancellationToken stop) => campaigns.EndPastAsync(stop);
}
