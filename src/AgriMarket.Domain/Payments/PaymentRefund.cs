using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Payments;

public enum PaymentRefundStatus
{
    /// <summary>To be asked for at the gateway, now or at its next time.</summary>
    Waiting,

    /// <summary>The gateway is at it.</summary>
    UnderWay,

    /// <summary>The buyer has it, as far as the gateway knows.</summary>
    Succeeded,

    /// <summary>Tried as often as makes sense; a person has to look.</summary>
    Failed,
}

public enum PaymentRefundReason
{
    /// <summary>A part of a paid order was refunded.</summary>
    Order,

    /// <summary>It came when what it was for was no longer to be had.</summary>
    Late,

    /// <summary>It was paid a second time.</summary>
    Twice,

    /// <summary>It was more than was asked.</summary>
    Surplus,

    /// <summary>It was held, and a person has sent it back.</summary>
    Held,
}

/// <summary>
/// Money on its way back to whoever paid it, through the gateway it came by. The books have it in the account
/// <see cref="AgriMarket.Domain.Ledger.AccountIds.Refunds"/> until the gateway says that it is done; should the gateway take that back
/// later, it
/// is there again and is tried anew.
/// </summary>
public sealed class PaymentRefund
{
    public const int FailureMaxLength = 200;

    public required Guid Id { get; init; }

    public required Guid PaymentId { get; init; }

    public required string ChargeReference { get; init; }

    public required long AmountFen { get; init; }

    public required PaymentRefundReason Reason { get; init; }

    public required DateTime CreatedAt { get; init; }

    public PaymentRefundStatus Status { get; private set; }

    /// <summary>From 1: one that the gateway refused is asked for anew, under another key.</summary>
    public int Attempt { get; private set; } = 1;

    /// <summary>How often the gateway was asked and did not do it.</summary>
    public int Tries { get; private set; }

    public required DateTime NextTryAt { get; set; }

    /// <summary>The gateway's id of the attempt; null before it has answered.</summary>
    public string? Reference { get; private set; }

    /// <summary>Why it did not work the last time, in the gateway's words; empty when it did.</summary>
    public string Failure { get; private set; } = "";

    public DateTime? EndedAt { get; private set; }

    /// <summary>The ledger entry that says the buyer has it; null unless it succeeded.</summary>
    public Guid? TransferId { get; set; }

    /// <summary>The same attempt asked for twice happens once.</summary>
    public string Key => $"{Id}-{Attempt}";

    /// <summary>The gateway has taken it on.</summary>
    public void Take(string reference) => (Status, Reference, Failure) = (PaymentRefundStatus.UnderWay, reference, "");

    /// <summary>The buyer has it.</summary>
    public void Succeed(string reference, DateTime now) =>
        (Status, Reference, Failure, EndedAt) = (PaymentRefundStatus.Succeeded, reference, "", now);

    /// <summary>Nobody knows whether the gateway has it: the same attempt is asked for again.</summary>
    public void Wait(string failure, DateTime now)
    {
        Tries++;
        Failure = Short(failure);
        (Status, NextTryAt) = Retries.After(Tries, now) is { } next
            ? (PaymentRefundStatus.Waiting, next)
            : (PaymentRefundStatus.Failed, now);
    }

    /// <summary>
    /// The gateway was away, so nobody knows whether it has it. That is no try of this refund, but it is asked for a little later than
    /// before, which says that it may have been done (<see cref="Retries.MayBeDone"/>).
    /// </summary>
    public void Unanswered(string failure, DateTime now) => (Failure, NextTryAt) = (Short(failure), now + Retries.Soon);

    /// <summary>The gateway has refused it, or taken it back after all: it is tried anew, as another attempt.</summary>
    public void Fail(string failure, DateTime now)
    {
        Wait(failure, now);
        Attempt++;
        (Reference, EndedAt, TransferId) = (null, null, null);
    }

    /// <summary>A person asks for it again. Rejects with <c>payment.moved</c> while it needs nobody.</summary>
    public Result<Done> TryAgain(DateTime now)
    {
        if (Status is not (PaymentRefundStatus.Failed or PaymentRefundStatus.Waiting))
        {
            return new Rejection("payment.moved", null, Status, PaymentRefundStatus.Waiting);
        }

        (Status, Tries, NextTryAt) = (PaymentRefundStatus.Waiting, 0, now);
        return Done.Instance;
    }

    private static string Short(string text) => SingleLine.Shortened(text, FailureMaxLength);
}
