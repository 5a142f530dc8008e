using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Matching.Graphs;

namespace AgriMarket.Domain.Matching.Plans;

/// <summary>A consignment of a proven plan.</summary>
/// <param name="GoodsFen">What the farmers are paid.</param>
/// <param name="FreightFen">What the carrier charges by its card for the whole consignment.</param>
public sealed record PlannedConsignment(
    Guid DemandId,
    string CountyCode,
    DateOnly ArrivesOn,
    int DistanceKm,
    long Grams,
    long GoodsFen,
    long FreightFen,
    IReadOnlyList<PooledShare> Shares
);

/// <summary>A plan that keeps every rule, and what it brings.</summary>
/// <param name="ValuePoints">By the weights: fen per kilogram × grams.</param>
/// <param name="SavedGrams">Of what was expected to spoil.</param>
public sealed record CheckedPlan(
    IReadOnlyList<PlannedConsignment> Consignments,
    long ValuePoints,
    long Grams,
    long SavedGrams,
    long IncomeFen,
    long FreightFen,
    long ListedGrams,
    int LotsUsed
)
{
    /// <summary>Lots of which something goes somewhere.</summary>
    public IReadOnlySet<Guid> LotIds() => Consignments.SelectMany(one => one.Shares).Select(share => share.LotId).ToHashSet();
}

/// <summary>
/// Proves a plan, or names what is wrong with it, from the lots and demands alone: it trusts neither a solver's arcs nor its sums.
/// </summary>
public static class PlanChecker
{
    public static Result<CheckedPlan> Check(MatchProblem problem, IReadOnlyCollection<MatchPart> parts)
    {
        var lots = problem.Lots.ToDictionary(lot => lot.Id);
        var demands = problem.Demands.ToDictionary(demand => demand.Id);
        List<Rejection> wrong =
        [
            .. parts
                .Where(part => !lots.ContainsKey(part.LotId) || !demands.ContainsKey(part.DemandId))
                .Select(part => new Rejection("match.plan-unknown", part.LotId.ToString())),
        ];
        if (wrong.Count > 0)
        {
            return wrong;
        }

        var planned = new List<Planned>(parts.Count);
        foreach (var part in parts.OrderBy(part => part.DemandId).ThenBy(part => part.LotId))
        {
            planned.Add(Judged(problem, lots[part.LotId], demands[part.DemandId], part.Grams, wrong));
        }

        CheckSums(planned, wrong);
        return wrong.Count > 0 ? wrong : Priced(problem, planned);
    }

    private static Planned Judged(MatchProblem problem, MatchLot lot, MatchDemand demand, long grams, List<Rejection> wrong)
    {
        if (grams <= 0 || grams % lot.UnitGrams != 0)
        {
            wrong.Add(new("match.plan-units", lot.Id.ToString(), grams, lot.UnitGrams));
        }
        else if (grams < lot.SmallestPartGrams)
        {
            wrong.Add(new("match.plan-smallest-sale", lot.Id.ToString(), grams, lot.SmallestPartGrams));
        }

        var terms = ArcRule.Judge(problem, lot, demand);
        wrong.AddRange(terms.Rejections.Select(why => why with { Field = lot.Id.ToString() }));
        return new(lot, demand, terms.IsOk ? terms.Value : default, grams);
    }

    private static void CheckSums(List<Planned> planned, List<Rejection> wrong)
    {
        wrong.AddRange(
            from pair in planned.CountBy(one => (one.Lot.Id, Demand: one.Demand.Id))
            where pair.Value > 1
            select new Rejection("match.plan-twice", pair.Key.Id.ToString())
        );
        wrong.AddRange(
            from lot in planned.GroupBy(one => (one.Lot.Id, one.Lot.FreeGrams))
            let grams = lot.Sum(one => one.Grams)
            where grams > lot.Key.FreeGrams
            select new Rejection("match.plan-lot-over", lot.Key.Id.ToString(), grams, lot.Key.FreeGrams)
        );
        wrong.AddRange(
            from demand in planned.GroupBy(one => (one.Demand.Id, one.Demand.Grams))
            let grams = demand.Sum(one => one.Grams)
            where grams > demand.Key.Grams
            select new Rejection("match.plan-demand-over", demand.Key.Id.ToString(), grams, demand.Key.Grams)
        );
        wrong.AddRange(
            from consignment in planned.GroupBy(one => one.Consignment)
            let grams = consignment.Sum(one => one.Grams)
            let smallest = consignment.Max(one => one.Terms.Way.SmallestGrams)
            where grams < smallest
            select new Rejection("match.plan-too-light", consignment.Key.DemandId.ToString(), grams, smallest)
        );
    }

    private static CheckedPlan Priced(MatchProblem problem, List<Planned> planned)
    {
        PlannedConsignment[] consignments =
        [
            .. planned.GroupBy(one => one.Consignment).Select(consignment => Priced(problem, consignment.Key, [.. consignment])),
        ];
        return new(
            consignments,
            planned.Sum(one => one.Terms.ValueFenPerKg * one.Grams),
            planned.Sum(one => one.Grams),
            planned.Sum(one => Rounding.HalfUp(one.Lot.ExpectedUnsoldGrams, one.Grams, one.Lot.FreeGrams)),
            consignments.Sum(one => one.GoodsFen),
            consignments.Sum(one => one.FreightFen),
            planned.Where(one => problem.Map.Regions.Find(one.Lot.CountyCode)!.IsListed).Sum(one => one.Grams),
            planned.Select(one => one.Lot.Id).Distinct().Count()
        );
    }

    private static PlannedConsignment Priced(
        MatchProblem problem,
        (Guid DemandId, string CountyCode, DateOnly ArrivesOn) key,
        Planned[] parts
    )
    {
        var grams = parts.Sum(one => one.Grams);
        var distance = parts[0].Terms.Way.Lane.DistanceKm;
        var freight = problem.Map.Tariff.Quote(FreightService.Bulk, key.CountyCode, parts[0].Demand.PlaceCode, distance, grams)!.ChargeFen;
        var shares = Pooling.Shares(
            parts.Select(one => new PooledPart(
                one.Lot.Id,
                one.Lot.Household,
                one.Grams,
                one.Lot.UnitGrams,
                one.Lot.UnitPriceFen(one.Terms.FarmFenPerKg)
            )),
            freight
        );
        return new(key.DemandId, key.CountyCode, key.ArrivesOn, distance, grams, shares.Sum(share => share.GoodsFen), freight, shares);
    }

    private sealed record Planned(MatchLot Lot, MatchDemand Demand, ArcTerms Terms, long Grams)
    {
        public (Guid DemandId, string CountyCode, DateOnly ArrivesOn) Consignment => (Demand.Id, Lot.CountyCode, Terms.ArrivesOn);
    }
}
