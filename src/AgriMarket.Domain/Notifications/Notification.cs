using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Notifications;

/// <summary>How far the e-mail of a notification has come.</summary>
public enum NotificationEmail
{
    /// <summary>None is sent: no address, not wanted, or this market sends none.</summary>
    None,

    /// <summary>To be sent from <see cref="Notification.MailAt"/> on.</summary>
    Waiting,

    /// <summary>With the mail server since <see cref="Notification.MailAt"/>.</summary>
    Sending,

    Sent,
    Failed,
}

/// <summary>What the sentence of a notification is filled in with; each kind uses some of it.</summary>
public sealed record NotificationSubject
{
    public Guid? LotId { get; init; }

    public Guid? FundId { get; init; }

    public Guid? OrderId { get; init; }

    public Guid? ProposalId { get; init; }

    public Guid? DemandId { get; init; }

    public long? Fen { get; init; }

    public string? ProduceCode { get; init; }

    /// <summary>A county.</summary>
    public string? OriginCode { get; init; }

    public long? Grams { get; init; }

    /// <summary>A China day.</summary>
    public DateOnly? Day { get; init; }

    public int? Percent { get; init; }

    /// <summary>Of how many things it tells: of several within a short time there is one notification.</summary>
    public int? Count { get; init; }

    /// <summary>Of a person, an office or a fund.</summary>
    public string? Name { get; init; }

    /// <summary>The name for readers of English, where there is one.</summary>
    public string? NameEn { get; init; }

    /// <summary>How something ended: the name of a status.</summary>
    public string? Outcome { get; init; }

    /// <summary>The member looks after it at the back office, not on a farm.</summary>
    public bool ForOfficial { get; init; }

    /// <summary>The member is the institution that buys, not one of the farmers.</summary>
    public bool IsBuyer { get; init; }

    /// <summary>This and another thing, of which one notification tells.</summary>
    internal NotificationSubject With(NotificationSubject another) =>
        this with
        {
            Count = (Count ?? 1) + (another.Count ?? 1),
            Fen = Fen is null && another.Fen is null ? null : checked((Fen ?? 0) + (another.Fen ?? 0)),
        };
}

/// <summary>
/// A stretch of time of which a member is told at once: however much happens in it, there is one notification of a kind, and its e-mail
/// waits for the end. The stretches follow each other from the beginning of time, so that everybody cuts at the same instants.
/// </summary>
/// <param name="Start">UTC; included.</param>
/// <param name="End">UTC; not included.</param>
public readonly record struct NotificationWindow(DateTime Start, DateTime End)
{
    /// <summary>What all that happens in it is told as, in <see cref="Notification.Subject"/>.</summary>
    public string Subject => Start.ToString("yyyyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The window of this length that an instant lies in.</summary>
    public static NotificationWindow Of(DateTime at, TimeSpan length)
    {
        var start = at.AddTicks(-(at.Ticks % length.Ticks));
        return new(start, start + length);
    }
}

/// <summary>
/// Something a member is told, once: there is at most one notification of a member, kind and subject. It is in the market always, and
/// goes out by e-mail where the member wants that.
/// </summary>
public sealed class Notification
{
    public const int KindMaxLength = 32;
    public const int SubjectMaxLength = 80;
    public const int MailFailureMaxLength = 300;

    public required Guid Id { get; init; }

    public required Guid MemberId { get; init; }

    /// <summary>The code of what it is about, as the capability that notifies has named it.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing itself, such as a report's id: who tells of it again tells nobody anything new.</summary>
    public required string Subject { get; init; }

    public required NotificationSubject About { get; set; }

    public required DateTime At { get; set; }

    public DateTime? ReadAt { get; private set; }

    public required NotificationEmail Mail { get; set; }

    /// <summary>How often sending was begun.</summary>
    public int MailAttempts { get; private set; }

    /// <summary>When it is due, or was handed to the mail server; what it says depends on <see cref="Mail"/>.</summary>
    public DateTime? MailAt { get; set; }

    /// <summary>Why the last attempt failed, as the mail server or the network said it.</summary>
    public string MailFailure { get; private set; } = "";

    /// <summary>One more thing of the same kind: the member is told of all of them, and has not read it yet.</summary>
    public void Add(NotificationSubject another, DateTime now) => (About, At, ReadAt) = (About.With(another), now, null);

    /// <summary>Marks it before the mail server is asked, so that no second e-mail can follow whatever happens meanwhile.</summary>
    public void BeginMail(DateTime now) => (Mail, MailAt, MailAttempts) = (NotificationEmail.Sending, now, MailAttempts + 1);

    /// <summary>Records what the mail server made of it.</summary>
    public void EndMail(DeliveryOutcome outcome, DateTime now)
    {
        var next = outcome.MayTryAgain ? MailRetry.After(MailAttempts) : null;
        (Mail, MailAt) =
            outcome.Failure is null ? (NotificationEmail.Sent, now)
            : next is null ? (NotificationEmail.Failed, now)
            : (NotificationEmail.Waiting, now + next);
        MailFailure = SingleLine.Shortened(outcome.Failure, MailFailureMaxLength);
    }
}

/// <summary>What became of one attempt to send an e-mail or an SMS.</summary>
/// <param name="Failure">Why it was not sent; null when it was.</param>
/// <param name="MayTryAgain">The other side surely did not take it, and may do so later.</param>
public sealed record DeliveryOutcome(string? Failure, bool MayTryAgain)
{
    public static readonly DeliveryOutcome Sent = new(null, false);
}

/// <summary>How long to wait before an e-mail is tried again: 1, 5, 25 minutes, 2 hours, 10 hours; then no more.</summary>
public static class MailRetry
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

/// <summary>Whether a member wants e-mail about a group; without one they do.</summary>
public sealed class NotificationChoice
{
    public const int GroupMaxLength = 32;

    public required Guid MemberId { get; init; }

    /// <summary>The code of a group of kinds.</summary>
    public required string Group { get; init; }

    public required bool ByMail { get; set; }
}
