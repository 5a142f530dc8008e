using System.ComponentModel.DataAnnotations;
using AgriMarket.Web.Money.Payments.Gateways.Stripe;

namespace AgriMarket.Web.Money.Payments.Gateways;

/// <summary>Who takes the money (section <c>Payments</c>).</summary>
public sealed class PaymentOptions : IValidatableObject
{
    public const string Section = "Payments";
    public const string Sandbox = "sandbox";
    public const string StripeName = "stripe";

    /// <summary><c>sandbox</c>, with test money, or <c>stripe</c>.</summary>
    public string Provider { get; set; } = Sandbox;

    /// <summary>Whether Production may open with test money: anybody can pay with it whatever they like.</summary>
    public bool AllowSandbox { get; set; }

    /// <summary>How often it is looked for what is due at the gateway, seconds.</summary>
    [Range(1, 3_600)]
    public int IntervalSeconds { get; set; } = 15;

    /// <summary>After how many minutes without an event the gateway is asked about an open payment page.</summary>
    [Range(1, 24 * 60)]
    public int AskAfterMinutes { get; set; } = 5;

    /// <summary>How many days after a parcel should have arrived its farmer is paid, if its buyer never confirms it.</summary>
    [Range(0, 60)]
    public int PayoutDays { get; set; } = 7;

    public StripeOptions Stripe { get; set; } = new();

    public bool IsSandbox => Provider == Sandbox;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider is not (Sandbox or StripeName))
        {
            yield return new ValidationResult($"Payments:Provider is \"{Provider}\", but it must be \"{Sandbox}\" or \"{StripeName}\".");
        }

        foreach (var wrong in Provider == StripeName ? Stripe.Validate() : [])
        {
            yield return wrong;
        }
    }
}
