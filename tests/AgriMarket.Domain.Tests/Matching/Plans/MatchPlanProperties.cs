using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using CsCheck;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Plans;

/// <summary>The plans of the plain solver, and what the checker makes of them and of broken ones.</summary>
public sealed class MatchPlanProperties
{
    private static readonly Gen<(MatchProblem Problem, MatchGraph Graph, IReadOnlyList<MatchPart> Parts)> Plans = Gen.Select(
            Markets(25, 10),
            Gen.Enum<GreedyOrder>()
        )
        .Select(
            (problem, order) =>
            {
                var graph = MatchGraph.Of(problem);
                return (problem, graph, new GreedyMatchSolver(order).Solve(graph, TimeSpan.Zero).Parts);
            }
        );

    [Fact]
    public void TheRandomMarketsAreWorthTrying()
    {
        var (all, matched, pooled, arcs) = (0, 0, 0, 0);
        Plans.Sample(
            plan =>
            {
                all++;
                matched += plan.Parts.Count > 0 ? 1 : 0;
                pooled += PlanChecker.Check(plan.Problem, plan.Parts).Value.Consignments.Any(consignment => consignment.Shares.Count > 1)
                    ? 1
                    : 0;
                arcs += plan.Graph.Arcs.Length;
            },
            iter: 500,
            threads: 1
        );
        Assert.True(matched > all / 2 && pooled > all / 4 && arcs > 5 * all, $"{matched} matched, {pooled} pooled, {arcs} arcs of {all}.");
    }

    [Fact]
    public void EveryPlanIsProven() => Plans.Sample(plan => Assert.Empty(PlanChecker.Check(plan.Problem, plan.Parts).Rejections));

    [Fact]
    public void NoLotIsOverAllocatedAndNoDemandOverFilled() =>
        Plans.Sample(plan =>
        {
            Assert.All(
                plan.Problem.Lots,
                lot => Assert.True(plan.Parts.Where(part => part.LotId == lot.Id).Sum(part => part.Grams) <= lot.FreeGrams)
            );
            Assert.All(
                plan.Problem.Demands,
                demand => Assert.True(plan.Parts.Where(part => part.DemandId == demand.Id).Sum(part => part.Grams) <= demand.Grams)
            );
        });

    [Fact]
    public void TheGraphHasExactlyTheArcsThatTheRuleAllowsAndThatCanFillAConsignment() =>
        Markets(25, 10)
            .Sample(
                problem =>
                {
                    var allowed =
                        from lot in problem.Lots
                        from demand in problem.Demands
                        let terms = ArcRule.Judge(problem, lot, demand)
                        where terms.IsOk
                        group (lot, demand, terms.Value) by (demand.Id, lot.CountyCode, terms.Value.ArrivesOn) into consignment
                        where consignment.Sum(one => one.lot.UsableGrams) >= consignment.Max(one => one.Value.Way.SmallestGrams)
                        from one in consignment
                        select (one.lot.Id, one.demand.Id, one.Value.ValueFenPerKg);
                    var graph = MatchGraph.Of(problem);
                    Assert.Equal(
                        allowed.Order(),
                        graph.Arcs.Select(arc => (problem.Lots[arc.Lot].Id, problem.Demands[arc.Demand].Id, arc.ValueFenPerKg)).Order()
                    );
                },
                iter: 500
            );

    [Fact]
    public void ComponentsShareNoLotAndNoDemandAndLoseNoArc() =>
        Markets(25, 10)
            .Sample(problem =>
            {
                var graph = MatchGraph.Of(problem);
                var components = graph.Components();
                Assert.Equal(Enumerable.Range(0, graph.Arcs.Length), components.SelectMany(arcs => arcs).Order());
                Assert.Equal(
                    graph.Arcs.Select(arc => arc.Lot).Distinct().Count(),
                    components.Sum(arcs => arcs.Select(arc => graph.Arcs[arc].Lot).Distinct().Count())
                );
                Assert.Equal(
                    graph.Arcs.Select(arc => arc.Demand).Distinct().Count(),
                    components.Sum(arcs => arcs.Select(arc => graph.Arcs[arc].Demand).Distinct().Count())
                );
            });

    [Fact]
    public void PoolsAddUpAndNobodyPaysOrGetsWrong() =>
        Plans.Sample(plan =>
        {
            var proven = PlanChecker.Check(plan.Problem, plan.Parts).Value;
            foreach (var consignment in proven.Consignments)
            {
                var demand = plan.Problem.Demands.Single(demand => demand.Id == consignment.DemandId);
                Assert.Equal(
                    (consignment.Grams, consignment.GoodsFen, consignment.FreightFen),
                    (
                        consignment.Shares.Sum(share => share.Grams),
                        consignment.Shares.Sum(share => share.GoodsFen),
                        consignment.Shares.Sum(share => share.FreightFen)
                    )
                );
                Assert.True(
                    (Int128)(consignment.GoodsFen + consignment.FreightFen) * 1_000 <= (Int128)demand.HighestFenPerKg * consignment.Grams
                );
                Assert.All(
                    consignment.Shares,
                    share =>
                    {
                        var lot = plan.Problem.Lots.Single(lot => lot.Id == share.LotId);
                        Assert.True(share.GoodsFen >= share.Grams / lot.UnitGrams * lot.UnitPriceFen(lot.FloorFenPerKg));
                        Assert.Equal(0, share.GoodsFen % (share.Grams / lot.UnitGrams));
                    }
                );
            }

            Assert.Equal(plan.Parts.Sum(part => part.Grams), proven.Grams);
        });

    [Fact]
    public void FortySmallLotsFillOneBigDemand()
    {
        MatchLot[] lots = [.. Enumerable.Range(1, 40).Select(i => Lot(i) with { FreeGrams = 10_000, ExpectedUnsoldGrams = 0 })];
        var demand = Demand() with { SmallestPartGrams = 400_000 };
        var graph = MatchGraph.Of(Problem(lots, [demand]));
        var consignment = Assert.Single(MatchRun.Solve(graph, new GreedyMatchSolver(), TimeSpan.Zero).Plan.Consignments);
        Assert.Equal((400_000, 40), (consignment.Grams, consignment.Shares.Count));
        Assert.Equal(400 * 80, consignment.FreightFen);
        Assert.Empty(MatchGraph.Of(Problem(lots[1..], [demand])).Arcs);
    }

    [Fact]
    public void FreightNeverCostsMoreThanWasReckonedWith() =>
        Gen.Select(
                Gen.Int[0, Rates.Length - 1],
                Gen.OneOf(Gen.Long[0, 20_000_000], Gen.Long[0, 2_000]),
                Gen.OneOf(Gen.Long[0, 9_000_000], Gen.Long[2_999_000, 3_001_000])
            )
            .Sample(
                (zone, more, smallest) =>
                {
                    var lane = new MatchLane(Rates[zone].FromKm!.Value, Rates[zone]);
                    var lightest = Math.Max(smallest, lane.FullRateGrams);
                    var charge = Map.Tariff.Quote(FreightService.Bulk, Near, Near, lane.DistanceKm, lightest + more)!.ChargeFen;
                    Assert.True(charge * 1_000 <= lane.MostFenPerKg(lightest) * (lightest + more));
                    Assert.Equal(
                        lane.FenPerKg * lane.FullRateGrams / 1_000,
                        Map.Tariff.Quote(FreightService.Bulk, Near, Near, lane.DistanceKm, lane.FullRateGrams)!.ChargeFen
                    );
                }
            );

    [Fact]
    public void TheOrderInWhichThingsComeDoesNotMatter() =>
        Plans.Sample(plan =>
        {
            var turned = MatchProblem
                .Of(Today, [.. plan.Problem.Lots.Reverse()], [.. plan.Problem.Demands.Reverse()], plan.Problem.Weights, Map)
                .Value;
            var (one, other) = (new GreedyMatchSolver(), new GreedyMatchSolver());
            Assert.Equal(one.Solve(plan.Graph, TimeSpan.Zero).Parts, other.Solve(MatchGraph.Of(turned), TimeSpan.Zero).Parts);
        });
}
