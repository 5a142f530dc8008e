using System.ComponentModel.DataAnnotations;
using MailKit.Security;
using MimeKit;

namespace AgriMarket.Web.People.Notifications;

/// <summary>How notifications reach their members (section <c>Notices</c>). Without a mail server they are in the market only.</summary>
public sealed class NotificationOptions : IValidatableObject
{
    public const string Section = "Notifications";

    /// <summary>Where the market is reached from outside: e-mails link to it.</summary>
    [Url]
    public string SiteAddress { get; set; } = "http://localhost:5080";

    /// <summary>How often e-mails that are due are looked for.</summary>
    [Range(1, 3_600)]
    public int MailSeconds { get; set; } = 15;

    public SmtpOptions Smtp { get; set; } = new();

    public bool SendsMail => Smtp.Host.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SendsMail && !MailboxAddress.TryParse(Smtp.From, out _))
        {
            yield return new ValidationResult(
                "Notifications:Smtp:From must be a mailbox, such as \"AgriMarket <notifications@example.org>\", when "
                    + "Notifications:Smtp:Host is set."
            );
        }

        if (Smtp.Port is < 1 or > 65_535)
        {
            yield return new ValidationResult("Notifications:Smtp:Port must be between 1 and 65535.");
        }
    }
}

/// <summary>The mail server that takes the market's e-mails.</summary>
public sealed class SmtpOptions
{
    /// <summary>Empty for none.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>Empty for a server that asks for no name.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    public string From { get; set; } = "";

    /// <summary>None, Auto, SslOnConnect, StartTls or StartTlsWhenAvailable.</summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;

    /// <summary>How long the server may take for each answer.</summary>
    public int TimeoutSeconds { get; set; } = 20;
}
