using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Notifications;

/// <summary>A way in which a notification reaches its member beside the market itself.</summary>
public enum NotificationChannel
{
    Mail,
    Sms,

    /// <summary>Web Push, to the browsers in which the member has asked for it.</summary>
    Push,
}

/// <summary>How far the delivery of a notification has come.</summary>
public enum NotificationDeliveryStatus
{
    /// <summary>To be sent from <see cref="NotificationDelivery.At"/> on.</summary>
    Waiting,

    /// <summary>With whoever sends it since <see cref="NotificationDelivery.At"/>.</summary>
    Sending,

    Sent,
    Failed,
}

/// <summary>That a notification goes out by a channel: at most one of each notification and channel.</summary>
public sealed class NotificationDelivery
{
    public const int FailureMaxLength = 300;

    public required Guid Id { get; init; }

    public required Guid NotificationId { get; init; }

    public required NotificationChannel Channel { get; init; }

    public NotificationDeliveryStatus Status { get; private set; }

    /// <summary>How often sending was begun.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it is due, was handed over or ended; what it says depends on <see cref="Status"/>.</summary>
    public required DateTime At { get; set; }

    /// <summary>Why the last attempt failed, as the other side or the network said it.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>Marks it before anybody is asked to send it, so that no second message can follow whatever happens meanwhile.</summary>
    public void Begin(DateTime now) => (Status, At, Attempts) = (NotificationDeliveryStatus.Sending, now, Attempts + 1);

    /// <summary>Records what became of the attempt.</summary>
    public void End(DeliveryOutcome outcome, DateTime now)
    {
        var next = outcome.MayTryAgain ? DeliveryRetry.After(Attempts) : null;
        (Status, At) =
            outcome.Failure is null ? (NotificationDeliveryStatus.Sent, now)
            : next is { } pause ? (NotificationDeliveryStatus.Waiting, now + pause)
            : (NotificationDeliveryStatus.Failed, now);
        Failure = SingleLine.Shortened(outcome.Failure, FailureMaxLength);
    }
}

/// <summary>What became of one attempt to send a message.</summary>
/// <param name="Failure">Why it was not sent; null when it was.</param>
/// <param name="MayTryAgain">The other side surely did not take it, and may do so later.</param>
public sealed record DeliveryOutcome(string? Failure, bool MayTryAgain)
{
    public static readonly DeliveryOutcome Sent = new(null, false);
}

/// <summary>How long to wait before a message is tried again: 1, 5, 25 minutes, 2 hours, 10 hours; then no more.</summary>
public static class DeliveryRetry
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(25),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(10),
    ];

    public static int MaxAttempts => Pauses.Length + 1;

    /// <summary>The pause after the given number of attempts; null when that was the last.</summary>
    public static TimeSpan? After(int attempts) => attempts <= Pauses.Length ? Pauses[attempts - 1] : null;
}

/// <summary>Whether a member wants a channel for a group; without one, <see cref="IsOnUnasked"/> says.</summary>
public sealed class NotificationChoice
{
    public const int GroupMaxLength = 32;

    public required Guid MemberId { get; init; }

    /// <summary>The code of a group of kinds.</summary>
    public required string Group { get; init; }

    public required NotificationChannel Channel { get; init; }

    public required bool IsOn { get; set; }

    /// <summary>E-mail to whoever gave an address, and a browser that was asked to; an SMS costs the market money.</summary>
    public static bool IsOnUnasked(NotificationChannel channel) => channel != NotificationChannel.Sms;
}
