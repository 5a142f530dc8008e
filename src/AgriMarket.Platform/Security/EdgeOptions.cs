using System.ComponentModel.DataAnnotations;
using System.Net;

namespace AgriMarket.Platform.Security;

/// <summary>How the market is reached: through which proxies, by which addresses, from whose pages (section <c>Hosting</c>).</summary>
public sealed class EdgeOptions : IValidatableObject
{
    public const string Section = "Hosting";

    /// <summary>
    /// Addresses and networks of proxies whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> are believed, separated by commas:
    /// <c>10.0.0.7, 10.1.0.0/16</c>. From nobody else, and from nobody at all when it is empty.
    /// </summary>
    public string TrustedProxies { get; set; } = "";

    /// <summary>Pages elsewhere whose scripts may open the hub and circuits, separated by commas: <c>https://partner.example</c>.</summary>
    public string AllowedOrigins { get; set; } = "";

    /// <summary>
    /// Whether Production answers plain http under other names than those of this machine: where nobody but people one knows can listen.
    /// </summary>
    public bool PlainHttp { get; set; }

    /// <summary>For how many days browsers that came by https keep to it; 0 sends no such header.</summary>
    [Range(0, 730)]
    public int HstsDays { get; set; } = 365;

    internal IReadOnlyList<string> Proxies => Split(TrustedProxies);

    internal IReadOnlyList<string> Origins => Split(AllowedOrigins);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var wrong in Proxies.Where(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _)))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(TrustedProxies)} has \"{wrong}\", but it must be addresses (10.0.0.7) and networks (10.1.0.0/16), "
                    + "separated by commas."
            );
        }

        foreach (var wrong in Origins.Where(origin => !IsOrigin(origin)))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(AllowedOrigins)} has \"{wrong}\", but it must be origins such as https://partner.example, "
                    + "separated by commas, without a path."
            );
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is ("http" or "https")
        && text.Equals(uri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
