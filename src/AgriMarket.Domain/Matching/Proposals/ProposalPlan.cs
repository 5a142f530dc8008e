using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;

namespace AgriMarket.Domain.Matching.Proposals;

/// <summary>What has become of a planned consignment's demand and lots until it is proposed.</summary>
/// <param name="Lots">What each lot would bring into a run now; a lot that would bring nothing is missing.</param>
/// <param name="Demand">What a run would find goods for now; null when there is nothing to find.</param>
public sealed record ProposalFacts(MatchDemand? Demand, IReadOnlyDictionary<Guid, MatchLot> Lots, DateTime AnswerBefore, DateTime Now);

/// <summary>Turns a consignment of a proven plan into a proposal.</summary>
public static class ProposalPlan
{
    /// <summary>
    /// The proposal, or null when the consignment no longer fits: the demand takes less or something else now, a lot has less
    /// free, or costs more. Of more than <see cref="Proposal.MaxParts"/> lots the smallest stay out.
    /// </summary>
    public static Proposal? Of(Guid id, Guid runId, MatchProblem problem, PlannedConsignment planned, ProposalFacts facts)
    {
        var demand = problem.Demand(planned.DemandId);
        PooledShare[] shares =
        [
            .. planned.Shares.OrderByDescending(share => share.Grams).ThenBy(share => share.LotId).Take(Proposal.MaxParts),
        ];
        var grams = shares.Sum(share => share.Grams);
        if (facts.Demand is not { } now || now with { Grams = demand.Grams } != demand || grams > now.Grams)
        {
            return null;
        }

        var parts = shares.Select(share => Part(id, problem, demand, share, facts)).ToList();
        var way = MatchWay.To(demand, MatchLane.Between(problem.Map, planned.CountyCode, demand.PlaceCode)!.Value);
        return parts.Contains(null) || grams < way.SmallestGrams
            ? null
            : new Proposal
            {
                Id = id,
                RunId = runId,
                DemandId = demand.Id,
                InstitutionId = demand.InstitutionId,
                CountyCode = planned.CountyCode,
                PlaceCode = demand.PlaceCode,
                DistanceKm = planned.DistanceKm,
                ArrivesOn = planned.ArrivesOn,
                SmallestGrams = way.SmallestGrams,
                HighestFenPerKg = demand.HighestFenPerKg,
                MadeAt = facts.Now,
                AnswerBefore = facts.AnswerBefore,
                Parts = parts!,
            };
    }

    private static ProposalPart? Part(Guid id, MatchProblem problem, MatchDemand demand, PooledShare share, ProposalFacts facts)
    {
        var lot = problem.Lot(share.LotId);
        var terms = ArcRule.Judge(problem, lot, demand).Value;
        var price = lot.UnitPriceFen(terms.FarmFenPerKg);
        return
            !facts.Lots.TryGetValue(lot.Id, out var now)
            || now.FreeGrams < share.Grams
            || now.SmallestPartGrams > share.Grams
            || now.FloorFenPerKg > terms.FarmFenPerKg
            ? null
            : new ProposalPart
            {
                ProposalId = id,
                LotId = lot.Id,
                FarmerId = lot.FarmerId,
                Household = lot.Household,
                ProduceCode = lot.ProduceCode,
                Grams = share.Grams,
                UnitGrams = lot.UnitGrams,
                UnitPriceFen = price,
                FreightFenPerKg = terms.Way.Lane.FenPerKg,
                SavedPoints = terms.SavedFenPerKg,
                IncomePoints = terms.IncomeFenPerKg,
                FreightPoints = terms.FreightFenPerKg,
                ListedPoints = terms.ListedFenPerKg,
            };
    }
}
