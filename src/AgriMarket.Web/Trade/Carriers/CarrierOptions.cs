using System.ComponentModel.DataAnnotations;

namespace AgriMarket.Web.Trade.Carriers;

/// <summary>Who reports the scans of carriers (section <c>Carriers</c>).</summary>
public sealed class CarrierOptions : IValidatableObject
{
    public const string Section = "Carriers";
    public const string Sandbox = "sandbox";
    public const string Kuaidi100Name = "kuaidi100";
    public const string None = "none";

    /// <summary>
    /// <c>sandbox</c>, with scans that are made up, <c>kuaidi100</c>, or <c>none</c>: then every parcel waits for the days without a scan.
    /// Empty is the sandbox in Development and nobody elsewhere.
    /// </summary>
    public string Provider { get; set; } = "";

    /// <summary>Whether Production may open with scans that are made up: public money follows them.</summary>
    public bool AllowSandbox { get; set; }

    /// <summary>How often it is looked for numbers to register, seconds.</summary>
    [Range(1, 3_600)]
    public int IntervalSeconds { get; set; } = 30;

    /// <summary>Minutes from one scan of the sandbox to the next; with 0 it makes none by itself.</summary>
    [Range(0, 1_440)]
    public int SandboxMinutes { get; set; } = 2;

    public Kuaidi100Options Kuaidi100 { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider is not ("" or Sandbox or Kuaidi100Name or None))
        {
            yield return new ValidationResult(
                $"Carriers:Provider is \"{Provider}\", but it must be \"{Sandbox}\", \"{Kuaidi100Name}\" or \"{None}\"."
            );
        }

        foreach (var wrong in Provider == Kuaidi100Name ? Kuaidi100.Validate() : [])
        {
            yield return wrong;
        }
    }
}

/// <summary>The account with Kuaidi100 (section <c>Carriers:Kuaidi100</c>). No sentence about its secrets quotes them.</summary>
public sealed class Kuaidi100Options
{
    private const string Section = $"{CarrierOptions.Section}:Kuaidi100";
    private const int LeastSaltLength = 16;

    public string Key { get; set; } = "";

    /// <summary>What reports are signed with: nobody else may know it.</summary>
    public string Salt { get; set; } = "";

    /// <summary>The whole address that reports are sent to, which ends with <c>/api/v1/carriers/kuaidi100/scans</c>.</summary>
    public string CallbackUrl { get; set; } = "";

    /// <summary>Where Kuaidi100 is reached, or a server that speaks as it does.</summary>
    public string ApiBase { get; set; } = "https://poll.kuaidi100.com";

    /// <summary>How long Kuaidi100 may take for an answer.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    internal IEnumerable<ValidationResult> Validate()
    {
        if (Key.Length == 0)
        {
            yield return Wrong(nameof(Key), "must be the key of an account with Kuaidi100");
        }

        if (Salt.Length < LeastSaltLength)
        {
            yield return Wrong(nameof(Salt), $"must be a secret of at least {LeastSaltLength} characters");
        }

        foreach (var (name, address) in new[] { (nameof(CallbackUrl), CallbackUrl), (nameof(ApiBase), ApiBase) })
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                yield return Wrong(name, "must be an absolute address that begins with http:// or https://");
            }
        }

        if (TimeoutSeconds is < 1 or > 100)
        {
            yield return Wrong(nameof(TimeoutSeconds), "must be between 1 and 100");
        }
    }

    private static ValidationResult Wrong(string name, string what) =>
        new($"{Section}:{name} {what}, when {CarrierOptions.Section}:Provider is \"{CarrierOptions.Kuaidi100Name}\".");
}
