using AgriMarket.Platform.Jobs;
using AgriMarket.Web.People.Notifications;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Email;

/// <summary>Looks for e-mails that are due; in a market with a mail server.</summary>
internal sealed class NotificationMailJob(
    NotificationMailer mailer,
    DueWork due,
    IOptions<NotificationOptions> options,
    TimeProvider clock,
    ILogger<NotificationMailJob> log
)
    : RecurringJob(
        TimeSpan.FromSeconds(options.Value.MailSeconds),
        clock,
        log,
        due.SignalOf(null, NotificationMailer.Mail, NotificationMailer.Lost)
    )
{
    protected override bool IsNeeded => options.Value.SendsMail;

    protected override Task<int> RunAsync(CancellationToken stop) => mailer.SendDueAsync(stop);
}
