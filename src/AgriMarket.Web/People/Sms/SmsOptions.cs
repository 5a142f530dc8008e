using System.ComponentModel.DataAnnotations;

namespace AgriMarket.Web.People.Sms;

/// <summary>Who sends text messages (section <c>Sms</c>). Without an endpoint a sandbox keeps them, for everybody to read.</summary>
public sealed class SmsOptions : IValidatableObject
{
    public const string Section = "Sms";

    /// <summary>Where the gateway takes a message as a JSON POST; empty for the sandbox.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>What the gateway knows the market by, sent as a bearer token; it comes from the environment or from user secrets.</summary>
    public string Key { get; set; } = "";

    /// <summary>The gateway's name for the message with a code; its parameters are <c>code</c> and <c>minutes</c>.</summary>
    public string CodeTemplate { get; set; } = "";

    /// <summary>The gateway's name for the message that another number has taken this one's place; it has no parameters.</summary>
    public string ChangedTemplate { get; set; } = "";

    /// <summary>The gateway's name for the message that the account's second factor was taken away; it has no parameters.</summary>
    public string FactorResetTemplate { get; set; } = "";

    /// <summary>The gateway's name for the message that an app or a passkey was set up or removed; it has no parameters.</summary>
    public string FactorChangedTemplate { get; set; } = "";

    /// <summary>
    /// The gateway's name for a notification; its parameter is <c>text</c>. Empty: notifications do not go out by SMS.
    /// </summary>
    public string NotificationTemplate { get; set; } = "";

    /// <summary>Notifications by SMS that one member gets within 24 hours.</summary>
    [Range(1, 1_000)]
    public int NotificationsPerDay { get; set; } = 10;

    /// <summary>How long the gateway may take.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>How often messages that are due are looked for.</summary>
    [Range(1, 3_600)]
    public int IntervalSeconds { get; set; } = 5;

    /// <summary>Codes that the whole market sends within 24 hours, by SMS and e-mail: what a flood may cost at the most.</summary>
    [Range(1, 10_000_000)]
    public int CodesPerDay { get; set; } = 20_000;

    /// <summary>Whether Production may open with the sandbox: anybody can then read any code.</summary>
    public bool AllowSandbox { get; set; }

    public bool IsSandbox => Endpoint.Length == 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsSandbox)
        {
            yield break;
        }

        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback))
        {
            yield return new ValidationResult("Sms:Endpoint must be an https address, or one of this machine.");
        }

        foreach (
            var (name, value) in new[]
            {
                (nameof(Key), Key),
                (nameof(CodeTemplate), CodeTemplate),
                (nameof(ChangedTemplate), ChangedTemplate),
                (nameof(FactorResetTemplate), FactorResetTemplate),
                (nameof(FactorChangedTemplate), FactorChangedTemplate),
            }.Where(setting => setting.Item2.Length == 0)
        )
        {
            yield return new ValidationResult($"Sms:{name} must be set when Sms:Endpoint is.");
        }
    }
}
