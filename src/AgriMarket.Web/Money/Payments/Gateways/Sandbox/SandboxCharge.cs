namespace AgriMarket.Web.Money.Payments.Gateways.Sandbox;

/// <summary>
/// Test money that the sandbox has taken on a payment page and does not report at once: what a real gateway would know and the
/// market does not yet.
/// </summary>
public sealed class SandboxCharge
{
    /// <summary>The sandbox's id of the money.</summary>
    public required string Reference { get; init; }

    public required Guid SessionId { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>From when the sandbox says, if it is asked, that the money is there.</summary>
    public required DateTime KnownAt { get; init; }

    /// <summary>When the sandbox reports it; null for never, or when it has.</summary>
    public required DateTime? NotifyAt { get; set; }
}
