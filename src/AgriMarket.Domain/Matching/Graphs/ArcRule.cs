using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Matching.Graphs;

/// <summary>Why a lot may not go to a demand; the first that applies, in this order.</summary>
public enum ArcReason
{
    None,
    Produce,

    /// <summary>Farmer and institution are the same member.</summary>
    Own,
    Campaign,
    Grade,
    ColdChain,
    NoLane,
    Late,
    Spoils,

    /// <summary>What is still wanted is less than a consignment.</summary>
    LittleWanted,

    /// <summary>What is left of the lot is less than its smallest sale.</summary>
    LittleLeft,

    /// <summary>The lot's smallest sale is more than is still wanted.</summary>
    Smallest,
    Price,
    Worthless,
}

/// <summary>What a lot going to a demand means for both sides: days, price build-up and value, per kilogram in fen.</summary>
/// <param name="ArrivesOn">The first day on which it can be there within the window.</param>
/// <param name="FarmFenPerKg">What the farmer is paid; this and freight at its most are never more than the demand's price.</param>
/// <param name="SavedFenPerKg">Weighted: what would spoil.</param>
/// <param name="IncomeFenPerKg">Weighted: what the farmer is paid.</param>
/// <param name="FreightFenPerKg">Weighted: freight, which is taken off.</param>
/// <param name="ListedFenPerKg">Weighted: from a listed county.</param>
public readonly record struct ArcTerms(
    MatchWay Way,
    DateOnly ArrivesOn,
    long FarmFenPerKg,
    long SavedFenPerKg,
    long IncomeFenPerKg,
    long FreightFenPerKg,
    long ListedFenPerKg
)
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

        return MatchLane.Between(map, lot.CountyCode, demand.PlaceCode) is { } known
            ? OfLot(problem, lot, demand, MatchWay.To(demand, known), map.Regions.Find(lot.CountyCode)!.IsListed)
            : (ArcReason.NoLane, default);
    }

    /// <summary>What all lots of one kind of produce have in common.</summary>
    internal static ArcReason OfProduce(Produce kind, MatchDemand demand) =>
        !demand.Spec.Takes(kind) ? ArcReason.Produce
        : kind.ColdChain && !demand.HasColdChain ? ArcReason.ColdChain
        : ArcReason.None;

    /// <summary>The rest, which a lot's own figures and its way decide.</summary>
    internal static (ArcReason Reason, ArcTerms Terms) OfLot(
        MatchProblem problem,
        MatchLot lot,
        MatchDemand demand,
        in MatchWay way,
        bool fromListed
    )
    {
        if (lot.FarmerId == demand.InstitutionId)
        {
            return (ArcReason.Own, default);
        }

        if (demand.CampaignId is { } campaign && lot.CampaignId != campaign)
        {
            return (ArcReason.Campaign, default);
        }

        if (demand.LowestGrade is { } lowest && (lot.Grade is not { } grade || grade > lowest))
        {
            return (ArcReason.Grade, default);
        }

        var ready = SellingDays.ArrivesOn(lot.ReadyOn, problem.Today, way.Lane.TransitDays);
        var arrives = Math.Max(demand.From.DayNumber, ready.DayNumber);
        var surplus = demand.HighestFenPerKg - way.MostFenPerKg - lot.FloorFenPerKg;
        var reason =
            WhyNotSent(lot, demand, way, arrives) is not ArcReason.None and var why ? why
            : surplus < 0 ? ArcReason.Price
            : ArcReason.None;
        var terms = new ArcTerms(way, DateOnly.FromDayNumber(arrives), 0, 0, 0, 0, 0);
        if (reason != ArcReason.None)
        {
            return (reason, terms);
        }

        var weights = problem.Weights;
        var farm = lot.FloorFenPerKg + Rounding.Floor(surplus, weights.FarmerPercent, 100);
        terms = terms with
        {
            FarmFenPerKg = farm,
            SavedFenPerKg = Rounding.HalfUp(weights.SavedFenPerKg, lot.ExpectedUnsoldGrams, lot.FreeGrams),
            IncomeFenPerKg = Rounding.HalfUp(farm, weights.IncomePercent, 100),
            FreightFenPerKg = Rounding.HalfUp(way.Lane.FenPerKg, weights.FreightPercent, 100),
            ListedFenPerKg = fromListed ? weights.ListedFenPerKg : 0,
        };
        return (terms.ValueFenPerKg > 0 ? ArcReason.None : ArcReason.Worthless, terms);
    }

    /// <summary>Whether days and weights let a lot go.</summary>
    /// <param name="arrives">The day number of the first day on which it can be there.</param>
    private static ArcReason WhyNotSent(MatchLot lot, MatchDemand demand, in MatchWay way, int arrives) =>
        arrives > demand.To.DayNumber ? ArcReason.Late
        : arrives > lot.BestBeforeOn.DayNumber ? ArcReason.Spoils
        : way.SmallestGrams > demand.Grams ? ArcReason.LittleWanted
        : lot.SmallestPartGrams > lot.UsableGrams ? ArcReason.LittleLeft
        : lot.SmallestPartGrams > demand.Grams ? ArcReason.Smallest
        : ArcReason.None;

    private static Rejection Refusal(ArcReason reason, MatchLot lot, MatchDemand demand, ArcTerms terms) =>
        reason switch
        {
            ArcReason.Produce => new("match.produce"),
            ArcReason.Own => new("match.own"),
            ArcReason.Campaign => new("match.campaign"),
            ArcReason.Grade => new("match.grade"),
            ArcReason.ColdChain => new("match.cold-chain"),
            ArcReason.NoLane => new("match.no-lane"),
            ArcReason.Late => new("match.late", null, terms.ArrivesOn, demand.To),
            ArcReason.Spoils => new("match.spoils", null, terms.ArrivesOn, lot.BestBeforeOn),
            ArcReason.LittleWanted => new("match.little-wanted", null, demand.Grams, terms.Way.SmallestGrams),
            ArcReason.LittleLeft => new("match.little-left", null, lot.FreeGrams, lot.SmallestPartGrams),
            ArcReason.Smallest => new("match.smallest", null, lot.SmallestPartGrams, demand.Grams),
            ArcReason.Price => new("match.price", null, demand.HighestFenPerKg, terms.Way.MostFenPerKg, lot.FloorFenPerKg),
            ArcReason.Worthless => new("match.worthless"),
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
        };
}
