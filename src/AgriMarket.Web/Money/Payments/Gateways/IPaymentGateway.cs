using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Money.Payments.Gateways;

/// <summary>
/// Whoever takes the buyers' money and sends it to farmers: the sandbox, with test money, or Stripe. What changes something is
/// asked for with a key of ours: asked twice with the same key, it happens once and returns the same result, also when the first
/// answer was lost. Rejects with <c>gateway.unreachable</c> when nobody knows whether it was done (ask again with the same key),
/// and with <c>gateway.refused</c> and the gateway's own words when it was not. Never called inside a transaction.
/// </summary>
public interface IPaymentGateway
{
    /// <summary><c>sandbox</c> or <c>stripe</c>.</summary>
    string Name { get; }

    /// <summary>Opens a payment page. <see cref="PaymentSession.Id"/> is the key.</summary>
    Task<Result<GatewaySession>> OpenSessionAsync(PaymentSession session, CancellationToken stop = default);

    /// <summary>How a payment page stands.</summary>
    Task<Result<GatewaySession>> ReadSessionAsync(string reference, CancellationToken stop = default);

    /// <summary>Closes a payment page, and says how it stands then: money may have come first.</summary>
    Task<Result<GatewaySession>> CloseSessionAsync(string reference, CancellationToken stop = default);

    /// <summary>Sends money back to its payer. <see cref="PaymentRefund.Key"/> is the key.</summary>
    Task<Result<GatewayRefund>> RefundAsync(PaymentRefund refund, CancellationToken stop = default);

    /// <summary>How such a refund stands.</summary>
    Task<Result<GatewayRefund>> ReadRefundAsync(string reference, CancellationToken stop = default);

    /// <summary>How a payer's dispute stands.</summary>
    Task<Result<GatewayDispute>> ReadDisputeAsync(string reference, CancellationToken stop = default);

    /// <summary>Opens an account to which a member's money can be sent. The member's id is the key.</summary>
    Task<Result<GatewayAccount>> OpenAccountAsync(Guid memberId, CancellationToken stop = default);

    /// <summary>How such an account stands.</summary>
    Task<Result<GatewayAccount>> ReadAccountAsync(string reference, CancellationToken stop = default);

    /// <summary>The page where a member tells the gateway what it wants to know; good for a few minutes.</summary>
    /// <param name="returnAddress">Where that page leads back to.</param>
    Task<Result<string>> AccountPageAsync(string reference, string returnAddress, CancellationToken stop = default);

    /// <summary>
    /// Sends a farmer's money to an account. <see cref="Payout.TransferId"/>, which each attempt has of its own, is the key.
    /// </summary>
    /// <returns>The gateway's id of it.</returns>
    Task<Result<string>> PayOutAsync(Payout payout, string accountReference, CancellationToken stop = default);

    /// <summary>Takes back a part of what was sent. <see cref="PayoutReversal.Id"/> is the key.</summary>
    /// <returns>The gateway's id of it.</returns>
    Task<Result<string>> TakeBackAsync(PayoutReversal reversal, string payoutReference, CancellationToken stop = default);
}

/// <summary>A payment page, as the gateway has it.</summary>
/// <param name="Address">Where to pay; null when nobody can pay there any more, and for the sandbox.</param>
/// <param name="Status">Never <see cref="SessionStatus.Opening"/>.</param>
/// <param name="PaymentId">What it says it is for; null when that is no id of ours.</param>
/// <param name="ChargeReference">The money that came; null unless it was paid.</param>
/// <param name="Amount">In the smallest unit of the currency.</param>
/// <param name="Currency">Three small letters.</param>
public sealed record GatewaySession(
    string Reference,
    string? Address,
    SessionStatus Status,
    Guid? PaymentId,
    string? ChargeReference,
    long Amount,
    string Currency
)
{
    /// <summary>Whose rows alone its booking changes, see <see cref="MarketWriter.RunAsync"/>; none where that is not known.</summary>
    internal IReadOnlyList<Guid> Subjects => PaymentId is { } id ? [id] : [];
}

/// <summary>A refund, as the gateway has it.</summary>
/// <param name="RefundId">The <see cref="PaymentRefund.Id"/> that it was asked for; null when it was not asked for by us.</param>
/// <param name="Attempt">The <see cref="PaymentRefund.Attempt"/>.</param>
/// <param name="Status"><see cref="PaymentRefundStatus.UnderWay"/>, Succeeded or Failed.</param>
/// <param name="Failure">The gateway's word for why it failed; empty when it did not.</param>
public sealed record GatewayRefund(string Reference, Guid? RefundId, int Attempt, PaymentRefundStatus Status, string Failure);

/// <summary>A dispute, as the gateway has it.</summary>
/// <param name="IsInquiry">The bank only asks, and has taken no money.</param>
/// <param name="AnswerBefore">UTC; null when the bank takes no evidence.</param>
public sealed record GatewayDispute(
    string Reference,
    string ChargeReference,
    long Amount,
    string Currency,
    string Reason,
    DisputeStatus Status,
    bool IsInquiry,
    DateTime? AnswerBefore
);

/// <summary>An account for payouts, as the gateway has it.</summary>
public sealed record GatewayAccount(string Reference, PayoutAccountStatus Status);
