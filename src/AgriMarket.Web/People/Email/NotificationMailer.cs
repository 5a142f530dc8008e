using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Email;

/// <summary>
/// Sends the e-mails of notices. Each is marked as begun, and that is durable, before the mail server is asked: should the
/// program die in between, nobody knows whether the server took it, and it is given up rather than sent twice. Whoever misses
/// an e-mail still has the notice in the market.
/// </summary>
internal sealed class NotificationMailer(MarketWriter writer, NotificationEmails letters, IOptions<NotificationOptions> options)
{
    /// <summary>E-mails of one round; the next one follows at once when there are more.</summary>
    public const int MostAtOnce = 50;

    /// <summary>No server takes so long: who began it is gone.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromMinutes(15);

    private const string Interrupted = "The program stopped while the e-mail was with the mail server, which may or may not have taken it.";

    /// <summary>Sends what is due, the oldest first, one after the other. A server that is away ends the round.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> SendDueAsync(CancellationToken stop)
    {
        await using var line = new SmtpConnection(options.Value.Smtp);
        var tried = 0;
        while (tried < MostAtOnce && !line.IsDown && await writer.RunWhenThereIsRoomAsync(BeginAsync) is { IsOk: true, Value: { Notice: { } notice } due })
        {
            var outcome = await line.SendAsync(letters.Write(notice, due.Email), stop);
            await writer.RunWhenThereIsRoomAsync(scope => EndAsync(scope, notice.Id, outcome));
            tried++;
        }

        return tried;
    }

    private static async Task<Result<DueLetter>> BeginAsync(WriteScope scope)
    {
        var (now, before) = (scope.Now, scope.Now - GivenUpAfter);
        foreach (var lost in await scope.Db.Set<Notification>().Where(notice => notice.Mail == NotificationEmail.Sending && notice.MailAt < before).ToListAsync())
        {
            lost.EndMail(new MailOutcome(Interrupted, MayTryAgain: false), now);
        }

        var due = await scope.Db.Set<Notification>().Where(notice => notice.Mail == NotificationEmail.Waiting && notice.MailAt <= now)
            .OrderBy(notice => notice.MailAt).FirstOrDefaultAsync();
        due?.BeginMail(now);
        await scope.Db.SaveChangesAsync();
        var email = due is null ? null : await scope.Db.Set<Member>().Where(member => member.Id == due.MemberId).Select(member => member.Email).SingleAsync();
        return new DueLetter(due, email ?? "");
    }

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

    /// <param name="Notice">Null when none is due.</param>
    private sealed record DueLetter(Notification? Notice, string Email);
}
