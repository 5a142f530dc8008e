namespace AgriMarket.Domain.Payments;

public enum PayoutAccountStatus
{
    /// <summary>Opened at the gateway, which still wants to know something.</summary>
    Started,

    /// <summary>Money can be sent there.</summary>
    Ready,

    /// <summary>The gateway has stopped it.</summary>
    Stopped,
}

/// <summary>Where a member's money goes: an account with the gateway.</summary>
public sealed class PayoutAccount
{
    public required Guid MemberId { get; init; }

    /// <summary>Which gateway has it, <c>sandbox</c> or <c>stripe</c>: an account is good for one only.</summary>
    public required string Gateway { get; set; }

    /// <summary>The gateway's id.</summary>
    public required string Reference { get; set; }

    public required PayoutAccountStatus Status { get; set; }

    public required DateTime CheckedAt { get; set; }
}

/// <summary>
/// A farmer without an account has somebody else take the money for them: a co-operative, or an official. It counts once that
/// one has agreed; the statement names the household whose money it is.
/// </summary>
public sealed class PayeeChoice
{
    public required Guid FarmerId { get; init; }

    public required Guid PayeeId { get; set; }

    public required DateTime AskedAt { get; set; }

    /// <summary>Null until the payee has agreed.</summary>
    public DateTime? AgreedAt { get; set; }
}

/// <summary>Who gets a farmer's money.</summary>
public static class Payees
{
    /// <summary>The payee that has agreed, otherwise the farmer himself.</summary>
    public static Guid Of(Guid farmerId, PayeeChoice? choice) => choice is { AgreedAt: not null } ? choice.PayeeId : farmerId;
}
