using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;

namespace AgriMarket.Domain.Audits;

public enum GrantAuditStatus
{
    /// <summary>The seller is asked for evidence.</summary>
    Asked,

    /// <summary>The seller has answered; an official has to look.</summary>
    Answered,
    Proven,

    /// <summary>By an official, or by the clock because the seller did not answer.</summary>
    NotProven,
}

public enum GrantAuditAction
{
    Answer,
    Prove,
    Disprove,

    /// <summary>The clock's: the time for an answer is over.</summary>
    Lapse,
}

/// <summary>What a seller says of a parcel that was drawn.</summary>
/// <param name="Text">How the goods travelled, 1 to <see cref="GrantAudit.TextMaxLength"/> characters.</param>
/// <param name="TrackingNumber">The carrier's; empty where there is none.</param>
public sealed record AuditEvidence(string Text, string TrackingNumber);

/// <summary>A parcel with public money that was drawn for an audit, the evidence for it, and what an official makes of that.</summary>
public sealed class GrantAudit
{
    public const int TextMaxLength = 500;
    public const int ReasonMaxLength = 300;

    public static readonly StatusTable<GrantAuditStatus, GrantAuditAction> Statuses = new(
        "audit.moved",
        new Dictionary<(GrantAuditStatus, GrantAuditAction), GrantAuditStatus>
        {
            [(GrantAuditStatus.Asked, GrantAuditAction.Answer)] = GrantAuditStatus.Answered,
            [(GrantAuditStatus.Asked, GrantAuditAction.Lapse)] = GrantAuditStatus.NotProven,
            [(GrantAuditStatus.Answered, GrantAuditAction.Prove)] = GrantAuditStatus.Proven,
            [(GrantAuditStatus.Answered, GrantAuditAction.Disprove)] = GrantAuditStatus.NotProven,
        }
    );

    public required Guid ParcelId { get; init; }

    /// <summary>Of the draw.</summary>
    public required DateOnly Day { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid FarmerId { get; init; }

    public required Guid BuyerId { get; init; }

    /// <summary>The county the goods come from, whose office looks.</summary>
    public required string OriginCode { get; init; }

    /// <summary>Public money that became final with the parcel.</summary>
    public required long GrantFen { get; init; }

    public required DateTime AskedAt { get; init; }

    /// <summary>The seller may answer until then: the end of a China day.</summary>
    public required DateTime AnswerBefore { get; init; }

    public GrantAuditStatus Status { get; private set; }

    /// <summary>The seller's own words; empty before they have answered.</summary>
    public string Text { get; private set; } = "";

    /// <summary>As the seller gave it; empty where they gave none.</summary>
    public string TrackingNumber { get; private set; } = "";

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>An official should have looked by then; null before the seller has answered.</summary>
    public DateTime? ReviewBefore { get; private set; }

    /// <summary>Null where the clock decided.</summary>
    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why, in the official's words; empty where the clock decided.</summary>
    public string Reason { get; private set; } = "";

    public bool IsDecided => Status is GrantAuditStatus.Proven or GrantAuditStatus.NotProven;

    /// <summary>The last China day on which the seller may answer.</summary>
    public DateOnly LastDay => ChinaTime.Day(AnswerBefore).AddDays(-1);

    /// <summary>The last China day on which an official should look; null before the seller has answered.</summary>
    public DateOnly? ReviewDay => ReviewBefore is { } before ? ChinaTime.Day(before).AddDays(-1) : null;

    /// <summary>Nobody answered in time.</summary>
    public bool IsLapsed => Status == GrantAuditStatus.NotProven && DecidedBy is null;

    /// <summary>An official should have looked by now.</summary>
    public bool IsOverdue(DateTime now) => Status == GrantAuditStatus.Answered && ReviewBefore <= now;

    /// <summary>The end of the China day that is so many days after this one.</summary>
    public static DateTime EndOfDayIn(int days, DateTime now) => ChinaTime.StartOfDay(ChinaTime.Day(now).AddDays(days + 1));

    /// <summary>
    /// Takes the seller's evidence, once. Rejects with <c>audit.moved</c>, with <c>audit.late</c> when the time is over, and beside the
    /// field with <c>audit.text-missing</c>, <c>audit.text-long</c> and <c>audit.number</c>.
    /// </summary>
    /// <param name="reviewDays">From now until an official should have looked.</param>
    public Result<Done> Answer(AuditEvidence evidence, int reviewDays, DateTime now)
    {
        var next = Statuses.After(Status, GrantAuditAction.Answer);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        if (now >= AnswerBefore)
        {
            return new Rejection("audit.late");
        }

        var (text, number) = (SingleLine.Of(evidence.Text), Deliveries.TrackingNumber.Normalise(evidence.TrackingNumber));
        var wrong = WhyNot(text, number).ToList();
        if (wrong.Count > 0)
        {
            return wrong;
        }

        (Status, Text, TrackingNumber, AnsweredAt) = (next.Value, text, number, now);
        ReviewBefore = EndOfDayIn(reviewDays, now);
        return Done.Instance;
    }

    /// <summary>
    /// An official's decision. Rejects with <c>audit.moved</c>, with <c>audit.own</c> to the seller and the buyer themselves, and beside
    /// the field with <c>audit.reason-missing</c> and <c>audit.reason-long</c>.
    /// </summary>
    public Result<Done> Decide(bool isProven, Guid officialId, string reason, DateTime now)
    {
        var next = Statuses.After(Status, isProven ? GrantAuditAction.Prove : GrantAuditAction.Disprove);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        if (officialId == FarmerId || officialId == BuyerId)
        {
            return new Rejection("audit.own");
        }

        var line = SingleLine.Of(reason);
        if (line.IsEmptyOrLongerThan(ReasonMaxLength))
        {
            return new Rejection(line.Length == 0 ? "audit.reason-missing" : "audit.reason-long", nameof(Reason), ReasonMaxLength);
        }

        (Status, DecidedBy, DecidedAt, Reason) = (next.Value, officialId, now, line);
        return Done.Instance;
    }

    /// <summary>Nobody has answered in time, so nothing proves it. Rejects with <c>audit.moved</c> when that is not so.</summary>
    public Result<Done> Lapse(DateTime now)
    {
        var next = Statuses.After(Status, GrantAuditAction.Lapse);
        if (!next.IsOk || now < AnswerBefore)
        {
            return new Rejection("audit.moved");
        }

        (Status, DecidedAt) = (next.Value, now);
        return Done.Instance;
    }

    private static IEnumerable<Rejection> WhyNot(string text, string number)
    {
        if (text.IsEmptyOrLongerThan(TextMaxLength))
        {
            yield return new(text.Length == 0 ? "audit.text-missing" : "audit.text-long", nameof(Text), TextMaxLength);
        }

        if (
            number.Length > Deliveries.TrackingNumber.NumberMaxLength
            || !number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-')
        )
        {
            yield return new("audit.number", nameof(TrackingNumber), Deliveries.TrackingNumber.NumberMaxLength);
        }
    }
}
