using AgriMarket.Domain.Matching.Graphs;

namespace AgriMarket.Domain.Matching.Plans;

/// <summary>What a plan brings and what it leaves, for people who compare plans.</summary>
/// <param name="SavedGrams">Of what was expected to spoil.</param>
/// <param name="IncomeFen">What the farmers are paid.</param>
/// <param name="ListedGrams">From listed counties.</param>
/// <param name="LotsLeft">Lots that could have been used and of which nothing goes anywhere.</param>
/// <param name="GramsLeft">What is free of those.</param>
/// <param name="Filled">Demands that get all they still take.</param>
/// <param name="PartlyFilled">Demands that get some of it.</param>
/// <param name="Unfilled">Demands that get nothing.</param>
/// <param name="Farmers">Sellers who would be asked.</param>
/// <param name="Institutions">Buyers who would be asked.</param>
public sealed record PlanFigures(
    long Grams,
    long SavedGrams,
    long IncomeFen,
    long FreightFen,
    long ListedGrams,
    int LotsUsed,
    int LotsLeft,
    long GramsLeft,
    int Filled,
    int PartlyFilled,
    int Unfilled,
    int Farmers,
    int Institutions
)
{
    public static PlanFigures Of(MatchProblem problem, CheckedPlan plan)
    {
        var used = plan.LotIds();
        var got = plan.Consignments.GroupBy(one => one.DemandId).ToDictionary(ones => ones.Key, ones => ones.Sum(one => one.Grams));
        var left = problem.Lots.Where(lot => !used.Contains(lot.Id)).ToList();
        var filled = got.Count(demand => demand.Value == problem.Demand(demand.Key).Grams);
        return new(
            plan.Grams,
            plan.SavedGrams,
            plan.IncomeFen,
            plan.FreightFen,
            plan.ListedGrams,
            plan.LotsUsed,
            left.Count,
            left.Sum(lot => lot.FreeGrams),
            filled,
            got.Count - filled,
            problem.Demands.Count - got.Count,
            used.Select(id => problem.Lot(id).FarmerId).Distinct().Count(),
            got.Keys.Select(id => problem.Demand(id).InstitutionId).Distinct().Count()
        );
    }
}
