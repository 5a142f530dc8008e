using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;

namespace AgriMarket.Web.People.WebPush;

/// <summary>Who the market is to push services (section <c>Notifications:WebPush</c>). Without keys browsers are not notified.</summary>
public sealed class WebPushOptions : IValidatableObject
{
    public const string Section = "Notifications:WebPush";

    private const int PublicKeyBytes = 65;
    private const int PrivateKeyBytes = 32;

    /// <summary>Whom a push service turns to: <c>mailto:</c> or an https address.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The VAPID key that browsers are given, in base64url.</summary>
    public string PublicKey { get; set; } = "";

    /// <summary>The other half, in base64url; it comes from the environment or from user secrets.</summary>
    public string PrivateKey { get; set; } = "";

    /// <summary>How long a push service may take.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    public bool IsOffered => PublicKey.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicKey.Length == 0 && PrivateKey.Length == 0)
        {
            yield break;
        }

        if (!Has(PublicKey, PublicKeyBytes) || !Has(PrivateKey, PrivateKeyBytes))
        {
            yield return new ValidationResult(
                "Notifications:WebPush:PublicKey and :PrivateKey must be a pair of VAPID keys in base64url, of 65 and 32 bytes."
            );
        }

        if (
            !Subject.StartsWith("mailto:", StringComparison.Ordinal)
            && !(Uri.TryCreate(Subject, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps)
        )
        {
            yield return new ValidationResult("Notifications:WebPush:Subject must be \"mailto:\" with a mailbox, or an https address.");
        }
    }

    /// <summary>The bytes of a key in base64url; null when it is none of this length.</summary>
    internal static byte[]? Read(string text, int length)
    {
        var bytes = new byte[length];
        return Base64Url.IsValid(text, out var decoded) && decoded == length && Base64Url.TryDecodeFromChars(text, bytes, out _)
            ? bytes
            : null;
    }

    private static bool Has(string text, int length) => Read(text, length) is not null;
}
