using AgriMarket.Domain.Common;
using AgriMarket.Domain.Prices;

namespace AgriMarket.Domain.Lots;

public enum PriceReviewStatus
{
    Waiting,

    /// <summary>The lot is on sale at that price.</summary>
    Allowed,
    Declined,

    /// <summary>Taken back by its seller.</summary>
    Withdrawn,
}

public enum PriceReviewAction
{
    Allow,
    Decline,

    /// <summary>Its seller's, not an official's.</summary>
    Withdraw,
}

/// <summary>
/// A lot that is offered at more than <see cref="ReferencePrice.BandFactor"/> times what its kind is worth, and is not on sale
/// before an official has allowed that price for this lot. It keeps everything its seller typed.
/// </summary>
public sealed class PriceReview
{
    public const int ReasonMaxLength = 200;
    public const int NoteMaxLength = 300;

    /// <summary>Of one seller at a time, so that nobody floods those who decide.</summary>
    public const int MaxWaiting = 20;

    public static readonly StatusTable<PriceReviewStatus, PriceReviewAction> Statuses = new(
        "price.decided",
        new Dictionary<(PriceReviewStatus, PriceReviewAction), PriceReviewStatus>
        {
            [(PriceReviewStatus.Waiting, PriceReviewAction.Allow)] = PriceReviewStatus.Allowed,
            [(PriceReviewStatus.Waiting, PriceReviewAction.Decline)] = PriceReviewStatus.Declined,
            [(PriceReviewStatus.Waiting, PriceReviewAction.Withdraw)] = PriceReviewStatus.Withdrawn,
        }
    );

    /// <summary>The id that the lot will have.</summary>
    public required Guid Id { get; init; }

    public required Guid FarmerId { get; init; }

    /// <summary>The county it comes from, whose office decides.</summary>
    public required string OriginCode { get; init; }

    /// <summary>What the seller asks to put on sale.</summary>
    public required ListingIntent Intent { get; init; }

    /// <summary>What the kind was worth then, fen per kilogram.</summary>
    public required long ReferenceFenPerKg { get; init; }

    /// <summary>Why it is worth that, in the seller's words.</summary>
    public required string PriceReason { get; init; }

    public required DateTime AskedAt { get; init; }

    public PriceReviewStatus Status { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was allowed or declined, in words for the seller.</summary>
    public string Note { get; private set; } = "";

    /// <summary>
    /// Asks for a price. Rejects beside the field with <c>price.reason-missing</c> and <c>price.reason-long</c>, and with
    /// <c>price.reviews-many</c> while <see cref="MaxWaiting"/> of this seller wait.
    /// </summary>
    /// <param name="intent">In order but for its price.</param>
    /// <param name="waiting">How many of this seller wait already.</param>
    public static Result<PriceReview> Ask(ListingIntent intent, ReferencePrice reference, string reason, int waiting, DateTime now)
    {
        var line = SingleLine.Of(reason);
        return line.IsEmptyOrLongerThan(ReasonMaxLength)
                ? new Rejection(line.Length == 0 ? "price.reason-missing" : "price.reason-long", nameof(PriceReason), ReasonMaxLength)
            : waiting >= MaxWaiting ? new Rejection("price.reviews-many", null, MaxWaiting)
            : new PriceReview
            {
                Id = intent.Id,
                FarmerId = intent.FarmerId,
                OriginCode = intent.OriginCode,
                Intent = intent,
                ReferenceFenPerKg = reference.FenPerKg,
                PriceReason = line,
                AskedAt = now,
            };
    }

    /// <summary>The seller takes it back. Rejects with <c>price.decided</c> when somebody has decided; twice is once.</summary>
    public Result<Done> Withdraw(DateTime now)
    {
        if (Status == PriceReviewStatus.Withdrawn)
        {
            return Done.Instance;
        }

        var next = Statuses.After(Status, PriceReviewAction.Withdraw);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        (Status, DecidedAt) = (next.Value, now);
        return Done.Instance;
    }

    /// <summary>
    /// Allows or declines the price. Rejects with <c>price.decided</c> when somebody has, with <c>price.own</c> to the seller
    /// themselves, and beside the field with <c>price.note-missing</c> and <c>price.note-long</c>: public money may follow, so that a
    /// decision always says why.
    /// </summary>
    public Result<Done> Decide(PriceReviewAction action, Guid officialId, string note, DateTime now)
    {
        var next = action == PriceReviewAction.Withdraw ? new Rejection("price.decided") : Statuses.After(Status, action);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        var line = SingleLine.Of(note);
        if (officialId == FarmerId)
        {
            return new Rejection("price.own");
        }

        if (line.IsEmptyOrLongerThan(NoteMaxLength))
        {
            return new Rejection(line.Length == 0 ? "price.note-missing" : "price.note-long", nameof(Note), NoteMaxLength);
        }

        (Status, DecidedBy, DecidedAt, Note) = (next.Value, officialId, now, line);
        return Done.Instance;
    }
}
