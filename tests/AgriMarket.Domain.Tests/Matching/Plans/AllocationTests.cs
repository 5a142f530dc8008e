using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using CsCheck;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Plans;

public sealed class AllocationTests
{
    private static readonly Gen<(MatchGraph Graph, Allocation Plan)> Plans = Markets(25, 10)
        .Select(problem =>
        {
            var graph = MatchGraph.Of(problem);
            var plan = new Allocation(graph);
            new GreedyMatchSolver().Fill(plan, graph, [.. Enumerable.Range(0, graph.Arcs.Length)]);
            return (graph, plan);
        });

    [Fact]
    public void WhatAnArcSparesIsAllThatCanBeTakenFromIt() =>
        Plans.Sample(
            (graph, plan) =>
            {
                for (var arc = 0; arc < graph.Arcs.Length; arc++)
                {
                    if (plan[arc] == 0)
                    {
                        continue;
                    }

                    var (spare, unit) = (plan.Spare(arc), graph.Problem.Lots[graph.Arcs[arc].Lot].UnitGrams);
                    plan.Add(arc, -spare);
                    Assert.True(PlanChecker.Check(graph.Problem, [.. plan.Parts()]).IsOk);
                    plan.Add(arc, -unit);
                    Assert.True(plan[arc] == 0 || !PlanChecker.Check(graph.Problem, [.. plan.Parts()]).IsOk);
                    plan.Add(arc, spare + unit);
                }
            },
            iter: 60
        );

    [Fact]
    public void AnArcHasRoomForWhatItsLotHasAndItsDemandTakes()
    {
        var graph = MatchGraph.Of(
            Problem([Lot() with { FreeGrams = 300_400, SmallestSaleGrams = 40_000 }], [Demand() with { Grams = 250_700 }])
        );
        var plan = new Allocation(graph);
        Assert.Equal(250_500, plan.Room(0));
        plan.Add(0, 250_000);
        Assert.Equal((50_000, 700, 500), (plan.LotLeft(0), plan.DemandLeft(0), plan.Room(0)));
    }

    [Fact]
    public void AnArcHasNoRoomForLessThanTheSmallestPart()
    {
        var graph = MatchGraph.Of(
            Problem(
                [Lot() with { FreeGrams = 300_000, ExpectedUnsoldGrams = 0, SmallestSaleGrams = 40_000 }],
                [Demand(1), Demand(2) with { PlaceCode = Near }]
            )
        );
        var plan = new Allocation(graph);
        plan.Add(0, 260_500);
        Assert.Equal((39_500, 0), (plan.Room(0), plan.Room(1)));
    }
}
