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
    public required DateTime PayBefore { get; init; }

    public PaymentStatus Status { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public static readonly StatusTable<PaymentStatus, PaymentAction> Statuses = new("payment.moved",
        new Dictionary<(PaymentStatus, PaymentAction), PaymentStatus>
        {
            [(PaymentStatus.Open, PaymentAction.Succeed)] = PaymentStatus.Succeeded,
            [(PaymentStatus.Open, PaymentAction.Decline)] = PaymentStatus.Declined,
            [(PaymentStatus.Declined, PaymentAction.Succeed)] = PaymentStatus.Succeeded,
            [(PaymentStatus.Declined, PaymentAction.Decline)] = PaymentStatus.Declined,
            [(PaymentStatus.Succeeded, PaymentAction.Refund)] = PaymentStatus.Refunded,
            [(PaymentStatus.Open, PaymentAction.Close)] = PaymentStatus.Closed,
            [(PaymentStatus.Declined, PaymentAction.Close)] = PaymentStatus.Closed,
        });

    /// <summary>Moves the payment on, or says why it may not.</summary>
    public Result<Done> Move(PaymentAction action, DateTime now)
    {
        var next = Statuses.After(Status, action);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        (Status, EndedAt) = (next.Value, now);
        return Done.Instance;
    }
}
