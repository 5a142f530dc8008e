using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Email;

/// <summary>Notifications by e-mail, in a market with a mail server.</summary>
internal sealed class MailChannel(NotificationEmails emails, IOptions<NotificationOptions> options) : INotificationChannel
{
    public NotificationChannel Channel => NotificationChannel.Mail;

    public bool IsOffered => options.Value.SendsMail;

    public INotificationLine Open() => new Line(emails, new SmtpConnection(options.Value.Smtp));

    private sealed class Line(NotificationEmails emails, SmtpConnection smtp) : INotificationLine
    {
        /// <summary>Opens the connection first: a server that is away begins nothing.</summary>
        public async Task<Result<SendMessage>> PrepareAsync(Notification notification, Member member, CancellationToken stop)
        {
            var email = emails.Write(notification, member.Email ?? "");
            return email.To.Count > 0 && await smtp.OpenAsync(stop) is { Failure: { } failure }
                ? new Rejection("notification.unreachable", null, failure)
                : (SendMessage)(inner => smtp.SendAsync(email, inner));
        }

        public ValueTask DisposeAsync() => smtp.DisposeAsync();
    }
}
