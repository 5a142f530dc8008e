using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Deliveries;

public enum DeliveryReviewStatus
{
    Waiting,

    /// <summary>The money is final.</summary>
    Released,

    /// <summary>The goods did not arrive, as far as anybody can say: everything goes back.</summary>
    Refused,

    /// <summary>Scans came that leave nothing to look at.</summary>
    Cleared,
}

public enum DeliveryReviewAction
{
    Release,
    Refuse,

    /// <summary>The rule's, not a person's.</summary>
    Clear,

    /// <summary>The rule's: there is something to look at after all.</summary>
    Ask,
}

/// <summary>A parcel with public money whose delivery a person has to look at before the money is final.</summary>
public sealed class DeliveryReview
{
    public const int NoteMaxLength = 200;

    public static readonly StatusTable<DeliveryReviewStatus, DeliveryReviewAction> Statuses = new(
        "delivery.decided",
        new Dictionary<(DeliveryReviewStatus, DeliveryReviewAction), DeliveryReviewStatus>
        {
            [(DeliveryReviewStatus.Waiting, DeliveryReviewAction.Release)] = DeliveryReviewStatus.Released,
            [(DeliveryReviewStatus.Waiting, DeliveryReviewAction.Refuse)] = DeliveryReviewStatus.Refused,
            [(DeliveryReviewStatus.Waiting, DeliveryReviewAction.Clear)] = DeliveryReviewStatus.Cleared,
            [(DeliveryReviewStatus.Cleared, DeliveryReviewAction.Ask)] = DeliveryReviewStatus.Waiting,
        }
    );

    public required Guid ParcelId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid FarmerId { get; init; }

    public required Guid BuyerId { get; init; }

    /// <summary>The county the goods come from, whose office decides.</summary>
    public required string OriginCode { get; init; }

    /// <summary>Flags of <see cref="DeliveryReasons"/>, as a number.</summary>
    public required int ReasonBits { get; set; }

    public required DateTime AskedAt { get; init; }

    public DeliveryReviewStatus Status { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was released or refused, in words for seller and buyer.</summary>
    public string Note { get; private set; } = "";

    public DeliveryReasons Reasons => (DeliveryReasons)ReasonBits;

    /// <summary>The reasons one by one, for whoever shows them.</summary>
    public IEnumerable<DeliveryReasons> EachReason =>
        Enum.GetValues<DeliveryReasons>().Where(reason => reason != DeliveryReasons.None && Reasons.HasFlag(reason));

    /// <summary>What the rule finds now: more or other reasons, or none any more. What a person has decided stays.</summary>
    public void Follow(DeliveryReasons reasons)
    {
        var next = Statuses.After(Status, reasons == DeliveryReasons.None ? DeliveryReviewAction.Clear : DeliveryReviewAction.Ask);
        Status = next.IsOk ? next.Value : Status;
        ReasonBits = reasons != DeliveryReasons.None && Status == DeliveryReviewStatus.Waiting ? (int)reasons : ReasonBits;
    }

    /// <summary>
    /// Releases or refuses. Rejects with <c>delivery.decided</c>, with <c>delivery.own</c> to the seller and the buyer themselves, and
    /// beside the field with <c>delivery.note-missing</c> and <c>delivery.note-long</c>.
    /// </summary>
    public Result<Done> Decide(bool release, Guid officialId, string note, DateTime now)
    {
        var next = Statuses.After(Status, release ? DeliveryReviewAction.Release : DeliveryReviewAction.Refuse);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        var line = SingleLine.Of(note);
        if (officialId == FarmerId || officialId == BuyerId)
        {
            return new Rejection("delivery.own");
        }

        if (line.IsEmptyOrLongerThan(NoteMaxLength))
        {
            return new Rejection(line.Length == 0 ? "delivery.note-missing" : "delivery.note-long", nameof(Note), NoteMaxLength);
        }

        (Status, DecidedBy, DecidedAt, Note) = (next.Value, officialId, now, line);
        return Done.Instance;
    }
}
