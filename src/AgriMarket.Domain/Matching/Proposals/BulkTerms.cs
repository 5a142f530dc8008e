using AgriMarket.Domain.Common;
using AgriMarket.Domain.Editing;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;

namespace AgriMarket.Domain.Matching.Proposals;

/// <summary>
/// On what terms a lot is proposed to institutions. A lot without any is proposed at its shop price, from one sale unit on,
/// ungraded: nothing is taken without its farmer's acceptance.
/// </summary>
public sealed class BulkTerms : IEdited
{
    public required Guid LotId { get; init; }

    /// <summary>False keeps the lot out of every run.</summary>
    public required bool IsOffered { get; set; }

    /// <summary>The least the farmer takes for a sale unit, in fen.</summary>
    public required long FloorUnitFen { get; set; }

    /// <summary>The smallest part that may go to one institution: a whole number of sale units.</summary>
    public required long SmallestGrams { get; set; }

    /// <summary>Null when nobody graded it.</summary>
    public ProduceGrade? Grade { get; set; }

    public long EditVersion { get; private set; } = 1;

    /// <summary>What the farmer says from now on.</summary>
    public void Become(BulkTerms given)
    {
        (IsOffered, FloorUnitFen, SmallestGrams, Grade) = (given.IsOffered, given.FloorUnitFen, given.SmallestGrams, given.Grade);
        EditVersion++;
    }

    /// <summary>True where both say the same.</summary>
    public bool IsSame(BulkTerms other) =>
        (LotId, IsOffered, FloorUnitFen, SmallestGrams, Grade)
        == (other.LotId, other.IsOffered, other.FloorUnitFen, other.SmallestGrams, other.Grade);

    /// <summary>What holds while a farmer has said nothing.</summary>
    public static BulkTerms Usual(Lot lot) =>
        new()
        {
            LotId = lot.Id,
            IsOffered = true,
            FloorUnitFen = lot.UnitPriceFen,
            SmallestGrams = lot.UnitGrams,
        };

    /// <summary>
    /// The terms, or a sentence for each field that is wrong: <c>bulk.floor</c>, <c>bulk.smallest</c>, <c>bulk.grade</c>.
    /// </summary>
    public static Result<BulkTerms> Check(BulkTerms given, Lot lot)
    {
        var wrong = new List<Rejection>();
        var highest = Rounding.Floor(ListingRules.MaxPricePerJinFen, lot.UnitGrams, Weights.JinGrams);
        if (given.FloorUnitFen < 1 || given.FloorUnitFen > highest)
        {
            wrong.Add(new("bulk.floor", nameof(FloorUnitFen), highest));
        }

        if (
            given.SmallestGrams < lot.UnitGrams
            || given.SmallestGrams % lot.UnitGrams != 0
            || given.SmallestGrams > ListingRules.MaxQuantityGrams
        )
        {
            wrong.Add(new("bulk.smallest", nameof(SmallestGrams), lot.UnitGrams));
        }

        if (given.Grade is { } grade && !Enum.IsDefined(grade))
        {
            wrong.Add(new("bulk.grade", nameof(Grade)));
        }

        return wrong.Count > 0 ? wrong : given;
    }

    /// <summary>What the lot brings into a run; null when it is not offered, not on sale, or nothing of it is free.</summary>
    /// <param name="proposedGrams">Of what is available, in proposals that wait for an answer.</param>
    /// <param name="unsoldGrams">What the forecast expects to be left at best-before.</param>
    public MatchLot? ToMatch(Lot lot, long proposedGrams, long unsoldGrams, DateOnly today)
    {
        var free = lot.AvailableGrams - proposedGrams;
        return IsOffered && lot.IsOnSale(today) && free >= lot.UnitGrams && free >= SmallestGrams
            ? new(
                lot.Id,
                lot.Household,
                lot.ProduceCode,
                lot.OriginCode,
                free,
                lot.ReadyOn,
                lot.BestBeforeOn,
                Rounding.StepsUp(FloorUnitFen * Weights.KilogramGrams, lot.UnitGrams),
                SmallestGrams,
                lot.UnitGrams,
                Grade,
                Math.Clamp(unsoldGrams, 0, free),
                lot.FarmerId,
                lot.CampaignId
            )
            : null;
    }
}
