using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;

namespace AgriMarket.Domain.Matching.Shortfalls;

/// <summary>
/// What a farmer says of a lot that brings less than was promised. The id is made by the caller, so that a repeated request is recognised.
/// </summary>
/// <param name="LeftGrams">How much of what is promised they can still send; null when no weight could be read from what was typed.</param>
/// <param name="Note">Why: every buyer whose part is cut reads it.</param>
/// <param name="SeenGrams">The sum of the promises that they saw; null for who saw none.</param>
public sealed record ShortfallIntent(Guid Id, Guid LotId, Guid FarmerId, long? LeftGrams, string Note, long? SeenGrams = null);

/// <summary>Everything the rule for a shortfall looks at, as of one moment.</summary>
/// <param name="Lot">Null when there is none.</param>
/// <param name="Promised">By order: what it keeps of the lot and was not sent yet, unpaid orders too.</param>
/// <param name="IsUnderWay">An earlier shortfall of the lot is still being carried out.</param>
public sealed record ShortfallFacts(Lot? Lot, IReadOnlyCollection<RationClaim> Promised, bool IsUnderWay, RationRule Rule, DateTime Now);

/// <summary>Everything that saying so writes.</summary>
/// <param name="Rest">What was still to be had of the lot, written down; null when that was nothing. Its id is the shortfall's.</param>
public sealed record ShortfallPlan(Shortfall Shortfall, Adjustment? Rest);

/// <summary>A lot brought less than was promised of it, and what is left is shared out by the published rule: insert-only.</summary>
public sealed class Shortfall
{
    /// <summary>As long as that of the adjustment which says the same.</summary>
    public const int NoteMaxLength = Adjustment.NoteMaxLength;

    public required Guid Id { get; init; }

    public required Guid LotId { get; init; }

    /// <summary>Who said it: the seller of the lot.</summary>
    public required Guid FarmerId { get; init; }

    public required RationRule Rule { get; init; }

    /// <summary>What can still be sent: zero or more, whole sale units, less than was promised.</summary>
    public required long LeftGrams { get; init; }

    /// <summary>The sum of the claims.</summary>
    public required long PromisedGrams { get; init; }

    public required string Note { get; init; }

    public required DateTime At { get; init; }

    /// <summary>One an order.</summary>
    public required List<ShortfallClaim> Claims { get; init; }

    public long ShortGrams => PromisedGrams - LeftGrams;

    /// <summary>True when a repeated request says what this is.</summary>
    public bool IsSame(ShortfallIntent intent) =>
        (LotId, FarmerId, (long?)LeftGrams, Note) == (intent.LotId, intent.FarmerId, intent.LeftGrams, SingleLine.Of(intent.Note));

    /// <summary>
    /// The shortfall with everybody's part, or a sentence for each field that is wrong: <c>shortfall.grams</c>,
    /// <c>shortfall.step</c>, <c>shortfall.not-less</c>, <c>shortfall.note</c>. Refused as a whole with <c>lot.unknown</c> for a
    /// lot that is not theirs, <c>shortfall.under-way</c>, <c>shortfall.nothing-promised</c>, and <c>shortfall.changed</c> when the
    /// promises are not those that they saw.
    /// </summary>
    public static Result<ShortfallPlan> Plan(ShortfallIntent intent, ShortfallFacts facts)
    {
        if (facts.Lot is not { } lot || (lot.Id, lot.FarmerId) != (intent.LotId, intent.FarmerId))
        {
            return new Rejection("lot.unknown");
        }

        var promised = facts.Promised.Sum(claim => claim.Grams);
        var wrong = WhyNot(intent, facts, promised) is { } whole ? [whole] : Wrongs(intent, lot, promised).ToList();
        return wrong.Count > 0 ? wrong : Written(intent, facts, lot, promised);
    }

    /// <summary>What a claim still has to refund.</summary>
    public RefundIntent Cut(ShortfallClaim claim, long grams) =>
        new(claim.RefundId, claim.OrderId, FarmerId, RefundKind.Undelivered, [new WantedLine(LotId, grams)], Note);

    private static Rejection? WhyNot(ShortfallIntent intent, ShortfallFacts facts, long promised) =>
        facts.IsUnderWay ? new("shortfall.under-way")
        : promised == 0 ? new("shortfall.nothing-promised")
        : intent.SeenGrams is { } seen && seen != promised ? new("shortfall.changed", null, promised)
        : null;

    private static IEnumerable<Rejection> Wrongs(ShortfallIntent intent, Lot lot, long promised)
    {
        if (intent.LeftGrams is not { } left || left < 0)
        {
            yield return new("shortfall.grams", nameof(intent.LeftGrams));
        }
        else if (left >= promised)
        {
            yield return new("shortfall.not-less", nameof(intent.LeftGrams), promised);
        }
        else if (left % lot.UnitGrams != 0)
        {
            yield return new("shortfall.step", nameof(intent.LeftGrams), lot.UnitGrams);
        }

        if (SingleLine.Of(intent.Note).IsEmptyOrLongerThan(NoteMaxLength))
        {
            yield return new("shortfall.note", nameof(intent.Note), NoteMaxLength);
        }
    }

    private static ShortfallPlan Written(ShortfallIntent intent, ShortfallFacts facts, Lot lot, long promised)
    {
        var (left, note) = (intent.LeftGrams!.Value, SingleLine.Of(intent.Note));
        var given = Rationing
            .Share(facts.Rule, left, lot.UnitGrams, facts.Promised)
            .Value.ToDictionary(claim => claim.Id, claim => claim.Grams);
        var shortfall = new Shortfall
        {
            Id = intent.Id,
            LotId = lot.Id,
            FarmerId = intent.FarmerId,
            Rule = facts.Rule,
            LeftGrams = left,
            PromisedGrams = promised,
            Note = note,
            At = facts.Now,
            Claims =
            [
                .. facts.Promised.OrderBy(claim => claim.Id).Select(claim => ShortfallClaim.Of(intent, claim, given[claim.Id], facts.Now)),
            ],
        };
        return new ShortfallPlan(
            shortfall,
            lot.AvailableGrams == 0
                ? null
                : new Adjustment
                {
                    Id = intent.Id,
                    LotId = lot.Id,
                    Kind = AdjustmentKind.Damaged,
                    Grams = lot.AvailableGrams,
                    Note = note,
                    At = facts.Now,
                }
        );
    }
}
