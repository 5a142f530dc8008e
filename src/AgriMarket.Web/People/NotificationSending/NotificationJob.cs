using AgriMarket.Platform.Jobs;
using AgriMarket.Web.People.Notifications;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.NotificationSending;

/// <summary>Looks for messages that are due; in a market that has any channel.</summary>
internal sealed class NotificationJob(
    NotificationSender sender,
    NotificationChannels channels,
    DueWork due,
    IOptions<NotificationOptions> options,
    TimeProvider clock,
    ILogger<NotificationJob> log
)
    : RecurringJob(
        TimeSpan.FromSeconds(options.Value.MailSeconds),
        clock,
        log,
        due.SignalOf(null, [.. channels.Offered.Select(channel => NotificationSender.NameOf(channel.Channel)), NotificationSender.Lost])
    )
{
    protected override bool IsNeeded => channels.Offered.Count > 0;

    protected override Task<int> RunAsync(CancellationToken stop) => sender.SendDueAsync(stop);
}
