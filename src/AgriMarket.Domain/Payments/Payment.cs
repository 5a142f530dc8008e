using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Payments;

public enum PaymentStatus
{
    /// <summary>The payer has not decided yet.</summary>
    Open,
    Succeeded,
    Declined,

    /// <summary>The money came for something no longer to be had, and went back.</summary>
    Refunded,

    /// <summary>What it was for is no longer to be had; nothing was taken.</summary>
    Closed,
}

public enum PaymentAction
{
    Succeed,
    Decline,
    Refund,
    Close,
}

/// <summary>What a buyer is asked to pay for one order, and how that ended.</summary>
public sealed class Payment
{
    /// <summary>The same as the order's id: an order is paid once.</summary>
    public required Guid Id { get; init; }

    public required Guid PayerId { get; init; }

    public required long AmountFen { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Until when what it is for is sure to be had.</summary>
    public required DateTime PayBefore { get; set; }

    /// <summary>When the payer first began to pay; null before.</summary>
    public DateTime? BegunAt { get; private set; }

    public PaymentStatus Status { get; init; }

    public DateTime? EndedAt { get; init; }

    public static readonly StatusTable<PaymentStatus, PaymentAction> Statuses = new(
        "payment.moved",
        new Dictionary<(PaymentStatus, PaymentAction), PaymentStatus>
        {
            [(PaymentStatus.Open, PaymentAction.Succeed)] = PaymentStatus.Succeeded,
            [(PaymentStatus.Open, PaymentAction.Decline)] = PaymentStatus.Declined,
            [(PaymentStatus.Declined, PaymentAction.Succeed)] = PaymentStatus.Succeeded,
            [(PaymentStatus.Declined, PaymentAction.Decline)] = PaymentStatus.Declined,
            [(PaymentStatus.Succeeded, PaymentAction.Refund)] = PaymentStatus.Refunded,
            [(PaymentStatus.Open, PaymentAction.Close)] = PaymentStatus.Closed,
            [(PaymentStatus.Declined, PaymentAction.Close)] = PaymentStatus.Closed,
            // Money that was under way when the time ran out still arrives.
            [(PaymentStatus.Closed, PaymentAction.Succeed)] = PaymentStatus.Succeeded,
        }
    );

    /// <summary>Notes that the payer has begun to pay; true the first time, while there is something to pay for.</summary>
    public bool Begin(DateTime now)
    {
        var isFirst = BegunAt is null && Status is (PaymentStatus.Open or PaymentStatus.Declined);
        BegunAt ??= isFirst ? now : null;
        return isFirst;
    }
}
