using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;

namespace AgriMarket.Domain.Matching.Demands;

/// <summary>What an institution writes into a demand. Two demands with equal terms ask for the same.</summary>
public sealed record DemandTerms
{
    public const int NoteMaxLength = 200;
    public const int MaxEveryDays = 92;

    /// <summary>A demand is repeated for at most a year.</summary>
    public const int MaxRepeatDays = 366;

    /// <summary>Null when what was typed names no produce.</summary>
    public required ProduceSpec? Spec { get; init; }

    /// <summary>The most it takes in all.</summary>
    public required long Grams { get; init; }

    /// <summary>The lightest consignment it takes; 0 leaves it to the carrier's minimum.</summary>
    public long SmallestPartGrams { get; init; }

    /// <summary>The first China day of delivery.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last China day of delivery.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The most it pays, delivered, in fen per kilogram.</summary>
    public required long HighestFenPerKg { get; init; }

    /// <summary>Null takes everything, graded or not.</summary>
    public ProduceGrade? LowestGrade { get; init; }

    /// <summary>It fetches and keeps goods cold, so that produce that must travel cold can come.</summary>
    public bool HasColdChain { get; init; }

    public required Address ShipTo { get; init; }

    /// <summary>Only goods of this campaign: a request for quotation from its page. Null takes those of any and of none.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>The same again each time so many days later; 0 for once.</summary>
    public int EveryDays { get; init; }

    /// <summary>The last China day on which a repeated window may begin; null when nothing is repeated.</summary>
    public DateOnly? RepeatUntil { get; init; }

    /// <summary>What else matters, one line; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>
    /// The terms with each text on a line of its own, or a sentence for each field that is wrong: <c>demand.produce</c>,
    /// <c>demand.grams</c>, <c>demand.smallest-part</c>, <c>demand.window-…</c>, <c>demand.price-…</c>, <c>demand.note-long</c>,
    /// <c>demand.every</c>, <c>demand.repeat-until</c>, and those of <see cref="Address.Check"/>.
    /// </summary>
    public Result<DemandTerms> Check(DateOnly today, MatchMap map)
    {
        var address = Address.Check(ShipTo, map.Regions);
        var wrong = new List<Rejection>(address.Rejections);

        // The place of an address that is wrong has its sentence already; any place will do to look at the rest.
        var lookedAt = this with
        {
            Spec = Spec ?? ProduceSpec.For(""),
            ShipTo = address.IsOk ? address.Value : ShipTo,
        };
        wrong.AddRange(
            MatchInput
                .Check(lookedAt.ToMatch(Guid.Empty, Guid.Empty, Grams), today, map)
                .Where(why => why.Field != nameof(MatchDemand.PlaceCode))
        );
        var terms = lookedAt with { Note = SingleLine.Of(Note), RepeatUntil = EveryDays == 0 ? null : RepeatUntil };
        if (terms.Note.IsLongerThan(NoteMaxLength))
        {
            wrong.Add(new("demand.note-long", nameof(Note), NoteMaxLength));
        }

        wrong.AddRange(RepeatWrongs(today));
        return wrong.Count > 0 ? wrong : terms;
    }

    /// <summary>The terms of the next time, or null after the last: the window moves on until it is not over yet.</summary>
    public DemandTerms? Next(DateOnly today)
    {
        if (EveryDays == 0 || RepeatUntil is not { } last)
        {
            return null;
        }

        var times = Math.Max(1, (int)Rounding.StepsUp(Math.Max(0, today.DayNumber - To.DayNumber), EveryDays));
        var next = this with { From = From.AddDays(times * EveryDays), To = To.AddDays(times * EveryDays) };
        return next.From <= last ? next : null;
    }

    /// <summary>The demand as a run sees it.</summary>
    /// <param name="grams">What it still takes.</param>
    public MatchDemand ToMatch(Guid id, Guid institutionId, long grams) =>
        new(
            id,
            institutionId,
            Spec!,
            ShipTo.RegionCode ?? "",
            grams,
            SmallestPartGrams,
            From,
            To,
            HighestFenPerKg,
            LowestGrade,
            HasColdChain,
            CampaignId
        );

    private IEnumerable<Rejection> RepeatWrongs(DateOnly today)
    {
        if (EveryDays is < 0 or > MaxEveryDays)
        {
            yield return new("demand.every", nameof(EveryDays), MaxEveryDays);
        }
        else if (EveryDays > 0 && (RepeatUntil is not { } last || last < From || last.DayNumber - today.DayNumber > MaxRepeatDays))
        {
            yield return new("demand.repeat-until", nameof(RepeatUntil), MaxRepeatDays);
        }
    }
}
