using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Lots;

/// <summary>Why a farmer's stock is not what the market thinks.</summary>
public enum AdjustmentKind
{
    Found,
    Damaged,
    GivenAway,
}

/// <summary>What a farmer says about their stock. The id is made by the caller, so that a repeated request is recognised.</summary>
/// <param name="Kind">Null when none was chosen.</param>
/// <param name="Grams">How much more or less; null when no weight could be read from what was typed.</param>
public sealed record AdjustmentIntent(Guid Id, Guid LotId, Guid FarmerId, AdjustmentKind? Kind, long? Grams, string Note);

/// <summary>A farmer's correction of a lot's stock: insert-only.</summary>
public sealed class Adjustment
{
    public const int NoteMaxLength = 100;

    public required Guid Id { get; init; }

    public required Guid LotId { get; init; }

    public required AdjustmentKind Kind { get; init; }

    /// <summary>Above zero; the kind says in which direction.</summary>
    public required long Grams { get; init; }

    /// <summary>One line; may be empty.</summary>
    public required string Note { get; init; }

    public required DateTime At { get; init; }

    /// <summary>The reason with which it stands in the stock journal.</summary>
    public StockReason Reason =>
        Kind switch
        {
            AdjustmentKind.Found => StockReason.Found,
            AdjustmentKind.Damaged => StockReason.Damaged,
            AdjustmentKind.GivenAway => StockReason.GivenAway,
            _ => throw new InvalidOperationException($"Unknown kind {Kind}."),
        };

    /// <summary>True when a repeated request asks for what this is.</summary>
    public bool IsSame(AdjustmentIntent intent) =>
        (LotId, (AdjustmentKind?)Kind, (long?)Grams, Note) == (intent.LotId, intent.Kind, intent.Grams, SingleLine.Of(intent.Note));

    /// <summary>
    /// The correction, or a sentence for each field that is wrong. What is held or sold is promised: damage and gifts take only
    /// what is free (<c>stock.short</c>, with how much that is). Goods are found only on a lot that is on sale or paused.
    /// </summary>
    public static Result<Adjustment> Plan(AdjustmentIntent intent, Lot lot, DateTime now)
    {
        var note = SingleLine.Of(intent.Note);
        var wrong = new List<Rejection>();
        if (intent.Kind is not { } kind || !Enum.IsDefined(kind))
        {
            wrong.Add(new("stock.kind", nameof(intent.Kind)));
        }
        else if (kind == AdjustmentKind.Found && !lot.IsListed(ChinaTime.Day(now)))
        {
            wrong.Add(new("stock.found-off-sale", nameof(intent.Kind)));
        }

        if (intent.Grams is not (> 0 and <= ListingRules.MaxQuantityGrams))
        {
            wrong.Add(new("stock.grams", nameof(intent.Grams), ListingRules.MaxQuantityGrams));
        }
        else if (intent.Kind is AdjustmentKind.Damaged or AdjustmentKind.GivenAway && intent.Grams > lot.AvailableGrams)
        {
            wrong.Add(new("stock.short", nameof(intent.Grams), lot.AvailableGrams, intent.Grams.Value));
        }

        if (note.IsLongerThan(NoteMaxLength))
        {
            wrong.Add(new("stock.note-long", nameof(intent.Note), NoteMaxLength));
        }

        return wrong.Count > 0
            ? wrong
            : new Adjustment
            {
                Id = intent.Id,
                LotId = lot.Id,
                Kind = intent.Kind!.Value,
                Grams = intent.Grams!.Value,
                Note = note,
                At = now,
            };
    }
}
