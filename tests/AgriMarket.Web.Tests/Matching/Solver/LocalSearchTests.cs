using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Web.Matching.Solver;
using CsCheck;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Web.Tests.Matching.Solver;

public sealed class LocalSearchTests
{
    private static int[] All(MatchGraph graph) => [.. Enumerable.Range(0, graph.Arcs.Length)];

    private static Allocation Greedy(MatchGraph graph)
    {
        var plan = new Allocation(graph);
        new GreedyMatchSolver().Fill(plan, graph, All(graph));
        return plan;
    }

    private static MatchPart[] Searched(MatchGraph graph, Func<long, bool> isOver)
    {
        var plan = Greedy(graph);
        new LocalSearch(graph, plan, All(graph)).Run(isOver);
        return [.. plan.Parts()];
    }

    [Fact]
    public void APlanKeepsEveryRuleAndNeverGetsWorse() =>
        Markets(25, 10)
            .Sample(
                problem =>
                {
                    var graph = MatchGraph.Of(problem);
                    var before = Greedy(graph).Points(All(graph));
                    var told = new List<long>();
                    var after = PlanChecker.Check(
                        problem,
                        Searched(
                            graph,
                            gained =>
                            {
                                told.Add(gained);
                                return false;
                            }
                        )
                    );
                    Assert.Empty(after.Rejections);
                    Assert.Equal(told.Order(), told);
                    Assert.True(after.Value.ValuePoints >= before + told.LastOrDefault());
                },
                iter: 100
            );

    /// <summary>The lot that spoils first takes the only demand that pays enough for the other.</summary>
    [Fact]
    public void OneMakesWayForAnother()
    {
        MatchLot[] lots =
        [
            Lot(1) with
            {
                FreeGrams = 400_000,
                BestBeforeOn = Today.AddDays(9),
            },
            Lot(2) with
            {
                FreeGrams = 400_000,
                FloorFenPerKg = 500,
            },
        ];
        MatchDemand[] demands = [Demand(1), Demand(2) with { HighestFenPerKg = 500 }];
        var graph = MatchGraph.Of(Problem(lots, demands));
        Assert.Equal(400_000, Greedy(graph).Parts().Sum(part => part.Grams));
        Assert.Equal(800_000, Searched(graph, _ => false).Sum(part => part.Grams));
    }

    [Fact]
    public void TheSameBeginningGivesTheSameEnd() =>
        Markets(25, 10)
            .Sample(
                problem => Assert.Equal(Searched(MatchGraph.Of(problem), _ => false), Searched(MatchGraph.Of(problem), _ => false)),
                iter: 20
            );

    [Fact]
    public void WhatIsOverBeforeItBeginsChangesNothing() =>
        Markets(25, 10)
            .Sample(problem => Assert.Equal(Greedy(MatchGraph.Of(problem)).Parts(), Searched(MatchGraph.Of(problem), _ => true)), iter: 20);

    /// <summary>Prices with which nobody gains by another flow prove that the flow is best.</summary>
    [Fact]
    public void ReducedCostsProveTheFlow() =>
        Markets(25, 10)
            .Where(problem => MatchGraph.Of(problem).Arcs.Length > 0)
            .Sample(
                problem =>
                {
                    var graph = MatchGraph.Of(problem);
                    var network = new FlowNetwork(graph, All(graph));
                    var (grams, _) = network.Solve();
                    var costs = network.ReducedCosts(grams);
                    Assert.All(costs, cost => Assert.True(cost >= 0));
                    Assert.All(grams.Zip(costs), arc => Assert.True(arc.First == 0 || arc.Second == 0));
                },
                iter: 200
            );
}
