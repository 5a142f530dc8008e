using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Matching;

/// <summary>Why a lot may not go to a demand; the first that applies, in this order.</summary>
public enum ArcReason
{
    None,
    Produce,
    Grade,
    ColdChain,
    NoLane,
    Late,
    Spoils,
    Smallest,
    Price,
    Worthless,
}

/// <summary>What a lot going to a demand means for both sides: days, price build-up and value, per kilogram in fen.</summary>
/// <param name="ArrivesOn">The first day on which it can be there within the window.</param>
/// <param name="SmallestGrams">The lightest consignment: what the demand takes and what the carrier carries at full rate.</param>
/// <param name="FarmFenPerKg">What the farmer is paid.</param>
/// <param name="MostFreightFenPerKg">What carriage costs at most; farm price and this are never more than the demand's price.</param>
/// <param name="SavedFenPerKg">Weighted: what would spoil.</param>
/// <param name="IncomeFenPerKg">Weighted: what the farmer is paid.</param>
/// <param name="FreightFenPerKg">Weighted: carriage, which is taken off.</param>
/// <param name="ListedFenPerKg">Weighted: from a listed county.</param>
public readonly record struct ArcTerms(
    MatchLane Lane,
    DateOnly ArrivesOn,
    long SmallestGrams,
    long FarmFenPerKg,
    long MostFreightFenPerKg,
    long SavedFenPerKg,
    long IncomeFenPerKg,
    long FreightFenPerKg,
    long ListedFenPerKg)
{
    /// <summary>What a kilogram is worth by the weights.</summary>
    public long ValueFenPerKg => SavedFenPerKg + IncomeFenPerKg + ListedFenPerKg - FreightFenPerKg;
}

/// <summary>The published rule which lot may go to which demand, and on what terms.</summary>
public static class ArcRule
{
    /// <summary>The terms, or the reason why not as a refusal that pages can show.</summary>
    public static Result<ArcTerms> Judge(MatchProblem problem, MatchLot lot, MatchDemand demand)
    {
        var (reason, terms) = Try(problem, lot, demand);
        return reason == ArcReason.None ? terms : Refusal(reason, lot, demand, terms);
    }

    /// <summary>The same for those who need no sentence. Terms are known as far as they were reached.</summary>
    public static (ArcReason Reason, ArcTerms Terms) Try(MatchProblem problem, MatchLot lot, MatchDemand demand)
    {
        var map = problem.Map;
        if (OfProduce(map.Produce.Find(lot.ProduceCode)!, demand) is not ArcReason.None and var reason)
        {
            return (reason, default);
        }

        var lane = MatchLane.Between(
            map.Tariff, (lot.CountyCode, map.Regions.PointOf(lot.CountyCode)!.Value), (demand.PlaceCode, map.Regions.PointOf(demand.PlaceCode)!.Value));
        return lane is { } way ? OfLot(problem, lot, demand, way, map.Regions.Find(lot.CountyCode)!.IsListed) : (ArcReason.NoLane, default);
    }

    /// <summary>What all lots of one kind of produce have in common.</summary>
    internal static ArcReason OfProduce(Produce kind, MatchDemand demand) =>
        !demand.Wish.Takes(kind) ? ArcReason.Produce
        : kind.ColdChain && !demand.HasColdChain ? ArcReason.ColdChain
        : ArcReason.None;

    /// <summary>The rest, which a lot's own figures and its lane decide.</summary>
    internal static (ArcReason Reason, ArcTerms Terms) OfLot(MatchProblem problem, MatchLot lot, MatchDemand demand, MatchLane lane, bool fromListed)
    {
        if (demand.LowestGrade is { } lowest && (lot.Grade is not { } grade || grade > lowest))
        {
            return (ArcReason.Grade, default);
        }

        var leaves = lot.ReadyOn > problem.Today ? lot.ReadyOn : problem.Today;
        var arrives = Math.Max(demand.From.DayNumber, Math.Min(leaves.DayNumber + lane.TransitDays, DateOnly.MaxValue.DayNumber));
        var smallest = Math.Max(demand.SmallestPartGrams, lane.FullRateGrams);
        var most = lane.MostFenPerKg(smallest);
        var surplus = demand.HighestFenPerKg - most - lot.FloorFenPerKg;
        var weights = problem.Weights;
        var farm = lot.FloorFenPerKg + Rounding.Floor(Math.Max(0, surplus), weights.FarmerPercent, 100);
        var terms = new ArcTerms(
            lane,
            DateOnly.FromDayNumber(arrives),
            smallest,
            farm,
            most,
            Rounding.HalfUp(weights.SavedFenPerKg, lot.ExpectedUnsoldGrams, lot.FreeGrams),
            Rounding.HalfUp(farm, weights.IncomePercent, 100),
            Rounding.HalfUp(lane.FenPerKg, weights.FreightPercent, 100),
            fromListed ? weights.ListedFenPerKg : 0);
        var reason = arrives > demand.To.DayNumber ? ArcReason.Late
            : arrives > lot.BestBeforeOn.DayNumber ? ArcReason.Spoils
            : smallest > demand.Grams || lot.SmallestPartGrams > Math.Min(lot.UsableGrams, demand.Grams) ? ArcReason.Smallest
            : surplus < 0 ? ArcReason.Price
            : terms.ValueFenPerKg <= 0 ? ArcReason.Worthless
            : ArcReason.None;
        return (reason, terms);
    }

    private static Rejection Refusal(ArcReason reason, MatchLot lot, MatchDemand demand, ArcTerms terms) => reason switch
    {
        ArcReason.Produce => new("match.produce"),
        ArcReason.Grade => new("match.grade"),
        ArcReason.ColdChain => new("match.cold-chain"),
        ArcReason.NoLane => new("match.no-lane"),
        ArcReason.Late => new("match.late", null, terms.ArrivesOn, demand.To),
        ArcReason.Spoils => new("match.spoils", null, terms.ArrivesOn, lot.BestBeforeOn),
        ArcReason.Smallest => new("match.smallest", null, terms.SmallestGrams, lot.SmallestPartGrams),
        ArcReason.Price => new("match.price", null, demand.HighestFenPerKg, terms.MostFreightFenPerKg, lot.FloorFenPerKg),
        ArcReason.Worthless => new("match.worthless"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
