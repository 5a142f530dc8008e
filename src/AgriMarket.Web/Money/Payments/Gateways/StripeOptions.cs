using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace AgriMarket.Web.Money.Payments.Gateways;

/// <summary>
/// The account with Stripe (section <c>Payments:Stripe</c>). Keys come from the environment or from user secrets; no sentence
/// about them quotes them.
/// </summary>
public sealed partial class StripeOptions
{
    private const string Section = $"{PaymentOptions.Section}:Stripe";

    /// <summary>Begins with <c>sk_</c>, or with <c>rk_</c> when its rights are restricted.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>
    /// What the webhook's events are signed with; begins with <c>whsec_</c>. Stripe sends events of connected accounts by a
    /// webhook of their own, with a secret of its own: several are separated by commas.
    /// </summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>Where Stripe is reached, or a server that speaks as it does.</summary>
    public string ApiBase { get; set; } = "https://api.stripe.com";

    /// <summary>How buyers may pay, in Stripe's words, separated by commas.</summary>
    public string Methods { get; set; } = "card, alipay, wechat_pay";

    /// <summary>How long Stripe may take for an answer.</summary>
    public int TimeoutSeconds { get; set; } = 20;

    public IReadOnlyList<string> WebhookSecrets => Split(WebhookSecret);

    public IReadOnlyList<string> MethodNames => Split(Methods);

    internal IEnumerable<ValidationResult> Validate()
    {
        if (!SecretKeyForm().IsMatch(SecretKey))
        {
            yield return Wrong(nameof(SecretKey), "must be the secret key of a Stripe account, which begins with sk_ or rk_");
        }

        if (WebhookSecrets.Count == 0 || !WebhookSecrets.All(secret => WebhookSecretForm().IsMatch(secret)))
        {
            yield return Wrong(nameof(WebhookSecret), "must be the signing secret of Stripe's webhook, which begins with whsec_");
        }

        if (
            !Uri.TryCreate(ApiBase, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.UserInfo.Length > 0
        )
        {
            yield return Wrong(nameof(ApiBase), "must be an absolute address that begins with http:// or https://");
        }

        if (MethodNames.Count == 0 || !MethodNames.All(method => MethodForm().IsMatch(method)))
        {
            yield return Wrong(nameof(Methods), "must name ways to pay, separated by commas, such as \"card, alipay, wechat_pay\"");
        }

        if (TimeoutSeconds is < 1 or > 100)
        {
            yield return Wrong(nameof(TimeoutSeconds), "must be between 1 and 100");
        }
    }

    private static ValidationResult Wrong(string name, string what) =>
        new($"{Section}:{name} {what}, when {PaymentOptions.Section}:Provider is \"{PaymentOptions.StripeName}\".");

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\A(sk|rk)_[A-Za-z0-9_]+\z")]
    private static partial Regex SecretKeyForm();

    [GeneratedRegex(@"\Awhsec_[A-Za-z0-9_+/=-]+\z")]
    private static partial Regex WebhookSecretForm();

    [GeneratedRegex(@"\A[a-z0-9_]+\z")]
    private static partial Regex MethodForm();
}
