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
/// Sends the e-mails of notices. Each is marked as begun, and that is durable, before the mail server is asked: should the
/// program die in between, nobody knows whether the server took it, and it is given up rather than sent twice. Whoever misses
/// an e-mail still has the notice in the market.
/// </summary>
internal sealed class NotificationMailer(
    MarketWriter writer,
    DueWork due,
    IDbContextFactory<MarketDb> contexts,
    NotificationEmails letters,
    IOptions<NotificationOptions> options
)
{
    public const string Mail = "notice.mail";
    public const string Lost = "notice.mail-lost";

    /// <summary>No server takes so long: who began it is gone.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromMinutes(15);

    private const string Interrupted = "The program stopped while the e-mail was with the mail server, which may or may not have taken it.";

    /// <summary>
    /// Sends what is due, the longest due first, one after the other. A server that is away ends the round before anything is begun.
    /// </summary>
    /// <returns>How many the server was asked to take.</returns>
    public async Task<int> SendDueAsync(CancellationToken stop)
    {
        await due.RunAsync(DueKind.ByTime(Lost, LostMail, (id, _) => EndAsync(id, new MailOutcome(Interrupted, MayTryAgain: false))), stop);
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
            .Where(notice => notice.Mail == NotificationEmail.Sending && notice.MailAt < before)
            .Select(notice => new DueItem { At = notice.MailAt!.Value, Id = notice.Id });
    }

    private static IQueryable<DueItem> DueMail(MarketDb db, DateTime now) =>
        db.Set<Notification>()
            .Where(notice => notice.Mail == NotificationEmail.Waiting && notice.MailAt <= now)
            .Select(notice => new DueItem { At = notice.MailAt!.Value, Id = notice.Id });

    /// <summary>Writes the e-mail and opens the line first: what cannot be written, and a server that is away, begins nothing.</summary>
    private async Task<Result<Done>> SendAsync(SmtpConnection line, Guid noticeId, CancellationToken stop)
    {
        var letter = await WriteAsync(noticeId, stop);
        if (letter.To.Count > 0 && await line.OpenAsync(stop) is { Failure: { } failure })
        {
            return new Rejection("mail.unreachable", null, failure);
        }

        var begun = await writer.RunWhenThereIsRoomAsync(scope => BeginAsync(scope, noticeId));
        return begun.IsOk ? await EndAsync(noticeId, await line.SendAsync(letter, stop)) : begun;
    }

    private async Task<MimeMessage> WriteAsync(Guid noticeId, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var notice = await db.Set<Notification>().AsNoTracking().SingleAsync(row => row.Id == noticeId, stop);
        return letters.Write(
            notice,
            await db.Set<Member>().Where(member => member.Id == notice.MemberId).Select(member => member.Email).SingleAsync(stop) ?? ""
        );
    }

    private static async Task<Result<Done>> BeginAsync(WriteScope scope, Guid noticeId)
    {
        var notice = await scope.Db.Set<Notification>().SingleAsync(row => row.Id == noticeId);
        if (notice.Mail != NotificationEmail.Waiting || notice.MailAt > scope.Now)
        {
            return new Rejection("mail.begun");
        }

        notice.BeginMail(scope.Now);
        await scope.Db.SaveChangesAsync();
        return Done.Instance;
    }

    private Task<Result<Done>> EndAsync(Guid noticeId, MailOutcome outcome) =>
        writer.RunWhenThereIsRoomAsync(scope => EndAsync(scope, noticeId, outcome));

    private static async Task<Result<Done>> EndAsync(WriteScope scope, Guid noticeId, MailOutcome outcome)
    {
        var notice = await scope.Db.Set<Notification>().SingleAsync(row => row.Id == noticeId);
        if (notice.Mail == NotificationEmail.Sending)
        {
            notice.EndMail(outcome, scope.Now);
            await scope.Db.SaveChangesAsync();
        }

        return Done.Instance;
    }
}
