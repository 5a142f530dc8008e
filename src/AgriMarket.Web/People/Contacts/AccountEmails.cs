using System.Globalization;
using System.Text;
using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MimeKit;

namespace AgriMarket.Web.People.Contacts;

/// <summary>Writes the e-mails about accounts: plain text, Chinese first and English below.</summary>
internal sealed class AccountEmails(IServiceScopeFactory scopes, IOptions<NotificationOptions> options)
{
    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];

    public MimeMessage Write(AccountMessage about, string? digits)
    {
        using var scope = scopes.CreateScope();
        var (T, reader) = (
            scope.ServiceProvider.GetRequiredService<IStringLocalizer<ContactText>>(),
            scope.ServiceProvider.GetRequiredService<Reader>()
        );
        var message = new MimeMessage { MessageId = $"{about.Id:N}@{new Uri(options.Value.SiteAddress).Host}", Date = about.At };
        message.From.Add(MailboxAddress.Parse(options.Value.Smtp.From));
        message.To.Add(MailboxAddress.Parse(about.Target));
        var text = new StringBuilder();
        var before = CultureInfo.CurrentUICulture;
        try
        {
            foreach (var language in Languages)
            {
                CultureInfo.CurrentUICulture = language;
                message.Subject = message.Subject is { Length: > 0 } ? message.Subject : T[$"Mail.{about.Text}.Subject"];
                text.Append(reader.Fill(T[$"Mail.{about.Text}"], digits, (long)VerificationCode.GoodFor.TotalMinutes)).Append("\n\n");
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        message.Body = new TextPart("plain") { Text = text.ToString() };
        return message;
    }
}
