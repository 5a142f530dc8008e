using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Payments;

public enum SessionStatus
{
    /// <summary>Asked for; whether the gateway has it is not known yet.</summary>
    Opening,

    /// <summary>The payer may pay on the gateway's page.</summary>
    Open,

    /// <summary>
    /// The payer is done with the page, and the money takes its time: some ways to pay take days, and stock does not wait for them.
    /// </summary>
    UnderWay,

    /// <summary>The gateway has the money.</summary>
    Paid,

    /// <summary>The gateway has closed it, or the money will not come: nobody can pay there any more.</summary>
    Expired,
}

public enum SessionAction
{
    Opened,
    Submit,
    Pay,
    Expire,
}

/// <summary>
/// A visit to a gateway's payment page for one payment. A payment has at most one that can still be paid, so that nobody pays
/// twice by opening two windows; before stock is released, that one is closed at the gateway.
/// </summary>
public sealed class PaymentSession
{
    /// <summary>Made by us and sent along as the idempotency key: asked twice, the gateway opens one page.</summary>
    public required Guid Id { get; init; }

    public required Guid PaymentId { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>Where the market is reached: the gateway's page leads back there.</summary>
    public required string ReturnAddress { get; init; }

    /// <summary><c>zh</c> or <c>en</c>: the language of the gateway's page.</summary>
    public required string Language { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>When the gateway closes it by itself.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>The gateway's id; null until it has answered.</summary>
    public string? Reference { get; private set; }

    /// <summary>The gateway's page; null until it has answered, and for the sandbox, whose page is ours.</summary>
    public string? Address { get; private set; }

    public SessionStatus Status { get; private set; }

    /// <summary>When the gateway was last asked about it.</summary>
    public DateTime AskedAt { get; set; }

    public bool CanBePaid => Status is SessionStatus.Opening or SessionStatus.Open;

    public static readonly StatusTable<SessionStatus, SessionAction> Statuses = new(
        "payment.moved",
        new Dictionary<(SessionStatus, SessionAction), SessionStatus>
        {
            [(SessionStatus.Opening, SessionAction.Opened)] = SessionStatus.Open,
            [(SessionStatus.Opening, SessionAction.Submit)] = SessionStatus.UnderWay,
            [(SessionStatus.Opening, SessionAction.Pay)] = SessionStatus.Paid,
            [(SessionStatus.Opening, SessionAction.Expire)] = SessionStatus.Expired,
            [(SessionStatus.Open, SessionAction.Opened)] = SessionStatus.Open,
            [(SessionStatus.Open, SessionAction.Submit)] = SessionStatus.UnderWay,
            [(SessionStatus.Open, SessionAction.Pay)] = SessionStatus.Paid,
            [(SessionStatus.Open, SessionAction.Expire)] = SessionStatus.Expired,
            [(SessionStatus.UnderWay, SessionAction.Submit)] = SessionStatus.UnderWay,
            [(SessionStatus.UnderWay, SessionAction.Pay)] = SessionStatus.Paid,
            [(SessionStatus.UnderWay, SessionAction.Expire)] = SessionStatus.Expired,
            [(SessionStatus.Paid, SessionAction.Pay)] = SessionStatus.Paid,
            [(SessionStatus.Expired, SessionAction.Expire)] = SessionStatus.Expired,
            // What was on its way when the page closed can still arrive.
            [(SessionStatus.Expired, SessionAction.Pay)] = SessionStatus.Paid,
        }
    );

    /// <summary>Notes the gateway's answer; what has ended meanwhile stays ended.</summary>
    public void Opened(string reference, string? address)
    {
        (Reference, Address) = (reference, address);
        Status = Status == SessionStatus.Opening ? SessionStatus.Open : Status;
    }

    /// <summary>Moves it on, or says why it may not.</summary>
    public Result<Done> Move(SessionAction action)
    {
        var next = Statuses.After(Status, action);
        Status = next.IsOk ? next.Value : Status;
        return next.IsOk ? Done.Instance : Result<Done>.Refused(next.Rejections);
    }
}
