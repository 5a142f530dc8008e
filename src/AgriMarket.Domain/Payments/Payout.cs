using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Payments;

public enum PayoutStatus
{
    /// <summary>To be sent once its payee has an account that can take it.</summary>
    Waiting,

    /// <summary>Reserved in the books; whether the gateway has sent it is not known yet.</summary>
    Sending,
    Paid,

    /// <summary>Everything it was for was refunded before it was sent.</summary>
    Cancelled,

    /// <summary>Tried as often as makes sense; a person has to look.</summary>
    Failed,
}

/// <summary>
/// What a farmer gets for a parcel: its goods, less what of them was refunded. Due once its buyer has it, or some days after
/// it should have arrived.
/// </summary>
public sealed class Payout
{
    public const int HouseholdMaxLength = 200;

    /// <summary>The parcel's id: a parcel is paid out once.</summary>
    public required Guid Id { get; init; }

    /// <summary>The order's payment.</summary>
    public required Guid PaymentId { get; init; }

    public required Guid FarmerId { get; init; }

    /// <summary>The households whose goods these are, as the order's lines name them.</summary>
    public required string Household { get; init; }

    /// <summary>What is to be sent, or was; what is refunded before that comes off.</summary>
    public required long AmountFen { get; set; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime NextTryAt { get; set; }

    public PayoutStatus Status { get; private set; }

    public int Tries { get; private set; }

    /// <summary>Who was sent it: the farmer, or the payee that they had chosen then. Null before.</summary>
    public Guid? PayeeId { get; private set; }

    /// <summary>The gateway's id of it.</summary>
    public string? Reference { get; private set; }

    /// <summary>Why it did not work the last time; empty when it did.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>When it was reserved to be sent, the last time; null before.</summary>
    public DateTime? SentAt { get; private set; }

    public DateTime? PaidAt { get; private set; }

    /// <summary>The pending ledger entry that sets it aside while it is being sent, resolved by what comes of it.</summary>
    public Guid? TransferId { get; private set; }

    /// <summary>A payout of what is kept of a parcel; where that is nothing there is nothing to send.</summary>
    /// <param name="households">Those of the lines, each once or more often.</param>
    public static Payout Of(Guid parcelId, Guid paymentId, Guid farmerId, IEnumerable<string> households, long amountFen, DateTime now)
    {
        var names = string.Join("、", households.Where(name => name.Length > 0).Distinct());
        return new Payout
        {
            Id = parcelId,
            PaymentId = paymentId,
            FarmerId = farmerId,
            Household = SingleLine.Shortened(names, HouseholdMaxLength),
            AmountFen = amountFen,
            CreatedAt = now,
            NextTryAt = now,
            Status = amountFen == 0 ? PayoutStatus.Cancelled : PayoutStatus.Waiting,
        };
    }

    /// <summary>Something of it was refunded before it was sent; true when it could still come off.</summary>
    public bool Reduce(long fen)
    {
        if (Status is not (PayoutStatus.Waiting or PayoutStatus.Failed))
        {
            return false;
        }

        AmountFen = checked(AmountFen - fen);
        Status = AmountFen == 0 ? PayoutStatus.Cancelled : Status;
        return true;
    }

    public void Send(Guid payeeId, Guid transferId, DateTime now) =>
        (Status, PayeeId, TransferId, SentAt) = (PayoutStatus.Sending, payeeId, transferId, now);

    public void Succeed(string reference, DateTime now) => (Status, Reference, Failure, PaidAt) = (PayoutStatus.Paid, reference, "", now);

    /// <summary>
    /// The gateway refused it: nothing was sent, and it may be tried again. Nobody knowing leaves it <see cref="PayoutStatus.Sending"/>,
    /// see <see cref="Unanswered"/>.
    /// </summary>
    public void Fail(string failure, DateTime now)
    {
        AskAgain(failure, now);
        (Status, PayeeId, TransferId) = (Retries.After(Tries, now) is null ? PayoutStatus.Failed : PayoutStatus.Waiting, null, null);
    }

    /// <summary>It did not work, or nobody knows whether it did: it is asked for again.</summary>
    public void AskAgain(string failure, DateTime now)
    {
        Tries++;
        Failure = SingleLine.Shortened(failure, PaymentRefund.FailureMaxLength);
        NextTryAt = Retries.After(Tries, now) ?? now + TimeSpan.FromHours(12);
    }

    /// <summary>
    /// The gateway was away, so nobody knows whether it has sent it. That is no try of this payout, but it is asked for a little later
    /// than before, which says that it may have been sent (<see cref="Retries.MayBeDone"/>).
    /// </summary>
    public void Unanswered(string failure, DateTime now)
    {
        Failure = SingleLine.Shortened(failure, PaymentRefund.FailureMaxLength);
        NextTryAt = now + Retries.Soon;
    }

    /// <summary>A person asks for it again. Rejects with <c>payout.moved</c> while it needs nobody.</summary>
    public Result<Done> TryAgain(DateTime now)
    {
        if (Status is PayoutStatus.Paid or PayoutStatus.Cancelled)
        {
            return new Rejection("payout.moved", null, Status, PayoutStatus.Waiting);
        }

        (Status, Tries, NextTryAt) = (Status == PayoutStatus.Failed ? PayoutStatus.Waiting : Status, 0, now);
        return Done.Instance;
    }
}

/// <summary>A part of a payout that is taken back, because the goods were refunded after it had been sent.</summary>
public sealed class PayoutReversal
{
    public required Guid Id { get; init; }

    public required Guid PayoutId { get; init; }

    public required long AmountFen { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime NextTryAt { get; set; }

    public int Tries { get; private set; }

    public string? Reference { get; private set; }

    public string Failure { get; private set; } = "";

    public DateTime? DoneAt { get; private set; }

    /// <summary>The ledger entry that says it is back; null before.</summary>
    public Guid? TransferId { get; private set; }

    public void Succeed(string reference, Guid transferId, DateTime now) =>
        (Reference, TransferId, Failure, DoneAt) = (reference, transferId, "", now);

    public void Fail(string failure, DateTime now)
    {
        Tries++;
        Failure = SingleLine.Shortened(failure, PaymentRefund.FailureMaxLength);
        NextTryAt = Retries.After(Tries, now) ?? now + TimeSpan.FromHours(12);
    }

    /// <summary>The gateway was away: no try of this one, but it may have been done.</summary>
    public void Unanswered(string failure, DateTime now)
    {
        Failure = SingleLine.Shortened(failure, PaymentRefund.FailureMaxLength);
        NextTryAt = now + Retries.Soon;
    }

    public void TryAgain(DateTime now) => (Tries, NextTryAt) = (0, now);
}
