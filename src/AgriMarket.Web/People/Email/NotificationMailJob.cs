using AgriMarket.Web.People.Notifications;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Email;

/// <summary>Looks for e-mails that are due; in a market with a mail server.</summary>
internal sealed partial class NotificationMailJob(NotificationMailer mailer, IOptions<NotificationOptions> options, TimeProvider clock, ILogger<NotificationMailJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.SendsMail)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.MailSeconds), clock);
        do
        {
            try
            {
                while (await mailer.SendDueAsync(stoppingToken) == NotificationMailer.MostAtOnce)
                {
                    // There are more of them.
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // What was begun is given up in time, and the next round sends the rest.
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "E-mails of notices could not be sent.")]
    private partial void LogFailed(Exception failure);
}
