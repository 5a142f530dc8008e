using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;

namespace AgriMarket.Domain.Members;

/// <summary>What a message about an account says.</summary>
public enum AccountMessageText
{
    /// <summary>The digits of a code.</summary>
    Code,

    /// <summary>Another number or address has taken the place of this one.</summary>
    Changed,

    /// <summary>Two administrators have taken away the second factor of this account.</summary>
    FactorReset,

    /// <summary>An authenticator app or a passkey was set up or removed.</summary>
    FactorChanged,
}

/// <summary>How far a message has come.</summary>
public enum AccountMessageStatus
{
    /// <summary>Counted and not sent: nobody has proved this number or address, and nobody is to learn that.</summary>
    Withheld,

    /// <summary>To be sent from <see cref="AccountMessage.DueAt"/> on.</summary>
    Waiting,

    /// <summary>With the mail server or the SMS gateway. It stays so if the program dies then: it is never sent twice.</summary>
    Sending,

    Sent,
    Failed,
}

/// <summary>A message to a number or address, sent at most once after the command that asked for it.</summary>
public sealed class AccountMessage
{
    public const int FailureMaxLength = 300;

    /// <summary>Until a message is tried again that surely was not taken; then no more, since a code does not last.</summary>
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(3),
    ];

    public required Guid Id { get; init; }

    public required ContactKind Kind { get; init; }

    public required string Target { get; init; }

    public required AccountMessageText Text { get; init; }

    /// <summary>Whose digits it says; null when it says none.</summary>
    public Guid? CodeId { get; init; }

    /// <summary>Who was signed in; null for nobody.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>The network address it was asked from.</summary>
    public required string Network { get; init; }

    public required DateTime At { get; init; }

    public required AccountMessageStatus Status { get; set; }

    public DateTime? DueAt { get; set; }

    public int Attempts { get; private set; }

    /// <summary>Why the last attempt failed, without number and code.</summary>
    public string Failure { get; private set; } = "";

    public bool IsDue(DateTime now) => Status == AccountMessageStatus.Waiting && DueAt <= now;

    /// <summary>Marks it before anybody is asked to send it, so that no second message can follow.</summary>
    public void Begin() => (Status, DueAt, Attempts) = (AccountMessageStatus.Sending, null, checked(Attempts + 1));

    /// <summary>Records what the mail server or the gateway made of it.</summary>
    public void End(DeliveryOutcome outcome, DateTime now)
    {
        var mayTryAgain = outcome.MayTryAgain && Attempts <= Pauses.Length;
        Status =
            outcome.Failure is null ? AccountMessageStatus.Sent
            : mayTryAgain ? AccountMessageStatus.Waiting
            : AccountMessageStatus.Failed;
        DueAt = Status == AccountMessageStatus.Waiting ? now + Pauses[Attempts - 1] : null;
        var failure = (outcome.Failure ?? "").Replace(Target, "…", StringComparison.OrdinalIgnoreCase);
        Failure = SingleLine.Shortened(failure, FailureMaxLength);
    }
}
