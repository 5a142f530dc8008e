using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;

namespace AgriMarket.Web.People.Email;

/// <summary>
/// Sends the e-mails of notifications. Each is marked as begun, and that is durable, before the mail server is asked: should the
/// program die in between, nobody knows whether the server took it, and it is given up rather than sent twice. Whoever misses
/// an e-mail still has the notification in the market.
/// </summary>
internal sealed class NotificationMailer(
    MarketWriter writer,
    DueWork due,
    IDbContextFactory<MarketDb> contexts,
    NotificationEmails emails,
    IOptions<NotificationOptions> options
)
{
    public const string Mail = "notification.mail";
    public const string Lost = "notification.mail-lost";

    /// <summary>No server takes so long: who began it is gone.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromMinutes(15);

    private const string Interrupted = "The program stopped while the e-mail was with the mail server, which may or may not have taken it.";

    /// <summary>
    /// Sends what is due, the longest due first, one after the other. A server that is away ends the run before anything is begun.
    /// </summary>
    /// <returns>How many the server was asked to take.</returns>
    public async Task<int> SendDueAsync(CancellationToken stop)
    {
        await due.RunAsync(
            DueKind.ByTime(Lost, LostMail, (id, _) => EndAsync(id, new DeliveryOutcome(Interrupted, MayTryAgain: false))),
            stop
        );
        await using var line = new SmtpConnection(options.Value.Smtp);
        return (
            await due.RunAsync(
                DueKind.ByTime(Mail, DueMail, (id, inner) => SendAsync(line, id, inner)) with
                {
                    SideBySide = 1,
                    Away = ["mail.unreachable"],
                    Past = ["mail.begun"],
                },
                stop
            )
        ).Done;
    }

    private static IQueryable<DueItem> LostMail(MarketDb db, DateTime now)
    {
        var before = now - GivenUpAfter;
        return db.Set<Notification>()
            .Where(notification => notification.Mail == NotificationEmail.Sending && notification.MailAt < before)
            .Select(notification => new DueItem { At = notification.MailAt!.Value, Id = notification.Id });
    }

    private static IQueryable<DueItem> DueMail(MarketDb db, DateTime now) =>
        db.Set<Notification>()
            .Where(notification => notification.Mail == NotificationEmail.Waiting && notification.MailAt <= now)
            .Select(notification => new DueItem { At = notification.MailAt!.Value, Id = notification.Id });

    /// <summary>Writes the e-mail and opens the line first: what cannot be written, and a server that is away, begins nothing.</summary>
    private async Task<Result<Done>> SendAsync(SmtpConnection line, Guid notificationId, CancellationToken stop)
    {
        var email = await WriteAsync(notificationId, stop);
        if (email.To.Count > 0 && await line.OpenAsync(stop) is { Failure: { } failure })
        {
            return new Rejection("mail.unreachable", null, failure);
        }

        var begun = await writer.RunWhenThereIsRoomAsync(scope => BeginAsync(scope, notificationId));
        return begun.IsOk ? await EndAsync(notificationId, await line.SendAsync(email, stop)) : begun;
    }

    private async Task<MimeMessage> WriteAsync(Guid notificationId, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var notification = await db.Set<Notification>().AsNoTracking().SingleAsync(row => row.Id == notificationId, stop);
        return emails.Write(
            notification,
            await db.Set<Member>().Where(member => member.Id == notification.MemberId).Select(member => member.Email).SingleAsync(stop)
                ?? ""
        );
    }

    private static async Task<Result<Done>> BeginAsync(WriteScope scope, Guid notificationId)
    {
        var notification = await scope.Db.Set<Notification>().SingleAsync(row => row.Id == notificationId);
        if (notification.Mail != NotificationEmail.Waiting || notification.MailAt > scope.Now)
        {
            return new Rejection("mail.begun");
        }

        notification.BeginMail(scope.Now);
        await scope.Db.SaveChangesAsync();
        return Done.Instance;
    }

    private Task<Result<Done>> EndAsync(Guid notificationId, DeliveryOutcome outcome) =>
        writer.RunWhenThereIsRoomAsync(scope => EndAsync(scope, notificationId, outcome));

    private static async Task<Result<Done>> EndAsync(WriteScope scope, Guid notificationId, DeliveryOutcome outcome)
    {
        var notification = await scope.Db.Set<Notification>().SingleAsync(row => row.Id == notificationId);
        if (notification.Mail == NotificationEmail.Sending)
        {
            notification.EndMail(outcome, scope.Now);
            await scope.Db.SaveChangesAsync();
        }

        return Done.Instance;
    }
}
