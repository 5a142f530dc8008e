using System.Globalization;
using System.Text;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MimeKit;

namespace AgriMarket.Web.People.Email;

/// <summary>
/// Writes the e-mail of a notification: plain text, Chinese first and English below, since a member's language is only known to their
/// browser.
/// </summary>
internal sealed class NotificationEmails(IServiceScopeFactory scopes, IOptions<NotificationOptions> options)
{
    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];

    public MimeMessage Write(Notification notification, string email)
    {
        var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(options.Value.Smtp.From));
        if (MailboxAddress.TryParse(email, out var to))
        {
            message.To.Add(to);
        }

        // The same for every attempt, so that a mail server which got it twice after all can tell.
        message.MessageId = $"{notification.Id:N}@{new Uri(options.Value.SiteAddress).Host}";
        message.Date = new DateTimeOffset(notification.At);
        var before = CultureInfo.CurrentUICulture;
        try
        {
            var text = new StringBuilder();
            foreach (var language in Languages)
            {
                CultureInfo.CurrentUICulture = language;
                Append(text, message, notification);
            }

            message.Body = new TextPart("plain") { Text = text.ToString() };
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        return message;
    }

    private void Append(StringBuilder text, MimeMessage message, Notification notification)
    {
        using var scope = scopes.CreateScope();
        var (words, T) = (
            scope.ServiceProvider.GetRequiredService<NotificationFormatter>(),
            scope.ServiceProvider.GetRequiredService<IStringLocalizer<NotificationText>>()
        );
        message.Subject = message.Subject is { Length: > 0 }
            ? message.Subject
            : scope.ServiceProvider.GetRequiredService<Reader>().Fill(T["Mail.Subject"], words.Sentence(notification));
        text.Append(words.Sentence(notification)).Append("\n\n");
        foreach (var action in words.Actions(notification))
        {
            text.Append(action.Label).Append(": ").Append(Absolute(action.Href)).Append('\n');
        }

        text.Append('\n')
            .Append(T["Mail.Settings"].Value)
            .Append(' ')
            .Append(Absolute(PeopleAddresses.NotificationSettings))
            .Append("\n\n");
    }

    private string Absolute(string href) => options.Value.SiteAddress.TrimEnd('/') + href;
}
