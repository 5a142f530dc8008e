namespace AgriMarket.Domain.Notifications;

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
/// goes out by other channels where the member wants that (<see cref="NotificationDelivery"/>).
/// </summary>
public sealed class Notification
{
    public const int KindMaxLength = 32;
    public const int SubjectMaxLength = 80;

    public required Guid Id { get; init; }

    public required Guid MemberId { get; init; }

    /// <summary>The code of what it is about, as the capability that notifies has named it.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing itself, such as a report's id: who tells of it again tells nobody anything new.</summary>
    public required string Subject { get; init; }

    public required NotificationSubject About { get; set; }

    public required DateTime At { get; set; }

    public DateTime? ReadAt { get; private set; }

    /// <summary>One more thing of the same kind: the member is told of all of them, and has not read it yet.</summary>
    public void Add(NotificationSubject another, DateTime now) => (About, At, ReadAt) = (About.With(another), now, null);
}
