using System.Globalization;
using AgriMarket.Domain.Payments;
using Stripe;
using Stripe.Checkout;

namespace AgriMarket.Web.Money.Payments.Gateways.Stripe;

/// <summary>
/// What Stripe answers, in the market's words. Its lists of words grow: each word that is not known has the careful meaning.
/// </summary>
internal static class StripeAnswers
{
    public const string RefundId = "refund_id";
    public const string Attempt = "attempt";

    public static GatewaySession ToGateway(this Session session)
    {
        var status = StatusOf(session);
        return new(
            session.Id,
            status == SessionStatus.Open ? session.Url : null,
            status,
            Guid.TryParse(session.ClientReferenceId, out var paymentId) ? paymentId : null,
            status == SessionStatus.Paid ? session.PaymentIntentId : null,
            session.AmountTotal ?? 0,
            session.Currency ?? ""
        );
    }

    public static GatewayRefund ToGateway(this Refund refund)
    {
        var status = refund.Status switch
        {
            "succeeded" => PaymentRefundStatus.Succeeded,
            "failed" or "canceled" => PaymentRefundStatus.Failed,
            _ => PaymentRefundStatus.UnderWay,
        };
        return new(
            refund.Id,
            Guid.TryParse(refund.Word(RefundId), out var id) ? id : null,
            int.TryParse(refund.Word(Attempt), CultureInfo.InvariantCulture, out var attempt) ? attempt : 0,
            status,
            status == PaymentRefundStatus.Failed ? refund.FailureReason ?? refund.Status : ""
        );
    }

    public static GatewayDispute ToGateway(this global::Stripe.Dispute dispute) =>
        new(
            dispute.Id,
            dispute.PaymentIntentId ?? dispute.ChargeId,
            dispute.Amount,
            dispute.Currency,
            dispute.Reason,
            dispute.Status switch
            {
                "won" or "warning_closed" => DisputeStatus.Won,
                "lost" => DisputeStatus.Lost,
                _ => DisputeStatus.Open,
            },
            dispute.Status.StartsWith("warning_", StringComparison.Ordinal),
            dispute.EvidenceDetails?.DueBy
        );

    /// <summary>
    /// Stripe names a reason for being disabled also where a member has just not told everything yet
    /// (https://docs.stripe.com/connect/handling-api-verification).
    /// </summary>
    public static GatewayAccount ToGateway(this Account account)
    {
        var isReady = account is { PayoutsEnabled: true, Capabilities.Transfers: "active" };
        var isStopped =
            account.DetailsSubmitted && account.Requirements?.DisabledReason is { } reason && reason != "requirements.pending_verification";
        return new(
            account.Id,
            isReady ? PayoutAccountStatus.Ready
                : isStopped ? PayoutAccountStatus.Stopped
                : PayoutAccountStatus.Started
        );
    }

    /// <summary>What we wrote beside an object; null when we did not.</summary>
    public static string? Word(this IHasMetadata about, string name) => about.Metadata?.GetValueOrDefault(name);

    /// <summary>A page that was sent without its money having come counts as expired when that money has failed.</summary>
    private static SessionStatus StatusOf(Session session) =>
        session switch
        {
            { Status: "complete", PaymentStatus: "paid" } => SessionStatus.Paid,
            { Status: "expired" } or { Status: "complete", PaymentIntent.Status: "requires_payment_method" or "canceled" } =>
                SessionStatus.Expired,
            { Status: "complete" } => SessionStatus.UnderWay,
            _ => SessionStatus.Open,
        };
}
