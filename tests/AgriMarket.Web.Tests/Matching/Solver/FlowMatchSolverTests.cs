using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.Solver;
using CsCheck;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Web.Tests.Matching.Solver;

/// <summary>Every plan here goes through the checker, which throws when a rule or the solver's own bound is broken.</summary>
public sealed class FlowMatchSolverTests
{
    private const long BagGrams = 50_000;

    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(1);
    private static readonly FlowMatchSolver Solver = new(new MatchOptions { GoodEnoughPerMillion = 0 }, TimeProvider.System);

    /// <summary>Bags heavier than every smallest part: nothing but a flow.</summary>
    private static readonly Gen<MatchGraph> Flows = Markets(30, 12)
        .Select(market =>
            MatchGraph.Of(
                Problem(
                    [
                        .. market.Lots.Select(lot =>
                            lot with
                            {
                                UnitGrams = BagGrams,
                                FreeGrams = BagGrams * (1 + lot.FreeGrams / 5_000),
                                SmallestSaleGrams = 0,
                            }
                        ),
                    ],
                    [
                        .. market.Demands.Select(demand =>
                            demand with
                            {
                                Grams = BagGrams * (1 + demand.Grams / 20_000),
                                SmallestPartGrams = 0,
                            }
                        ),
                    ]
                )
            )
        );

    /// <summary>So few large packs that all plans can be tried.</summary>
    private static readonly Gen<MatchGraph> Small =
        from market in Markets(3, 2)
        from units in Gen.OneOf(Gen.Const(7_000L), Gen.Const(20_000L), Gen.Const(45_000L)).Array[3]
        from packs in Gen.Long[1, 4].Array[3]
        select MatchGraph.Of(
            Problem(
                [
                    .. market.Lots.Select(
                        (lot, i) =>
                            lot with
                            {
                                ProduceCode = "VG001",
                                UnitGrams = units[i],
                                FreeGrams = units[i] * packs[i],
                                ExpectedUnsoldGrams = Math.Min(lot.ExpectedUnsoldGrams, units[i]),
                                ReadyOn = Today,
                                BestBeforeOn = Today.AddDays(20),
                                Grade = null,
                                FloorFenPerKg = lot.FloorFenPerKg / 3,
                            }
                    ),
                ],
                [
                    .. market.Demands.Select(demand =>
                        demand with
                        {
                            Spec = ProduceSpec.For("VG001"),
                            LowestGrade = null,
                            Grams = 40_000 + demand.Grams / 3,
                            SmallestPartGrams = Math.Min(demand.SmallestPartGrams, 40_000 + demand.Grams / 3),
                            To = Today.AddDays(20),
                            HighestFenPerKg = 700 + demand.HighestFenPerKg,
                        }
                    ),
                ]
            )
        );

    [Fact]
    public void PlansKeepEveryRuleAndAreWorthAtLeastTheGreedyOne() =>
        Markets(25, 10)
            .Sample(
                problem =>
                {
                    var graph = MatchGraph.Of(problem);
                    var ours = MatchRun.Solve(graph, Solver, TimeSpan.FromSeconds(1));
                    Assert.True(ours.Plan.ValuePoints >= MatchRun.Solve(graph, new GreedyMatchSolver(), TimeSpan.Zero).Plan.ValuePoints);
                    Assert.True(
                        ours.BoundPoints
                            >= MatchRun.Solve(graph, new GreedyMatchSolver(GreedyOrder.FirstCome), TimeSpan.Zero).Plan.ValuePoints
                    );
                },
                iter: 60
            );

    [Fact]
    public void APureFlowIsSolvedToTheEnd() =>
        Flows.Sample(graph =>
        {
            var ours = MatchRun.Solve(graph, Solver, Enough);
            Assert.Equal((0, false), (ours.GapPerMillion, ours.IsBestSoFar));
        });

    [Fact]
    public void SmallProblemsAreSolvedAsWellAsByTryingAllPlans()
    {
        var (kinds, tried) = (new HashSet<int>(), 0);
        Small.Sample(
            graph =>
            {
                var ours = MatchRun.Solve(graph, Solver, Enough);
                Assert.Equal((BestOfAll(graph), 0L), (ours.Plan.ValuePoints, ours.GapPerMillion));
                lock (kinds)
                {
                    tried++;
                    kinds.Add(graph.Arcs.Length);
                }
            },
            iter: 60
        );
        Assert.True(tried >= 60 && kinds.Count >= 4, $"{tried} problems with {string.Join(", ", kinds.Order())} arcs say little.");
    }

    [Fact]
    public void WithoutTimeTheGreedyPlanIsTheAnswerAndSaysSo() =>
        Markets(25, 10)
            .Sample(
                problem =>
                {
                    var graph = MatchGraph.Of(problem);
                    var (hasty, greedy) = (
                        MatchRun.Solve(graph, Solver, TimeSpan.Zero),
                        MatchRun.Solve(graph, new GreedyMatchSolver(), TimeSpan.Zero)
                    );
                    Assert.Equal((greedy.Plan.ValuePoints, graph.Arcs.Length > 0), (hasty.Plan.ValuePoints, hasty.IsBestSoFar));
                    Assert.True(hasty.BoundPoints >= MatchRun.Solve(graph, Solver, TimeSpan.FromSeconds(1)).Plan.ValuePoints);
                },
                iter: 30
            );

    [Fact]
    public void AReplayGivesTheSamePlan() =>
        Markets(8, 4)
            .Sample(
                problem =>
                    Assert.Equal(Solver.Solve(MatchGraph.Of(problem), Enough).Parts, Solver.Solve(MatchGraph.Of(problem), Enough).Parts),
                iter: 20
            );

    [Fact]
    public void ASmallestPartIsReachedByPoolingOrNotAtAll()
    {
        MatchLot[] lots =
        [
            Lot(1) with
            {
                FreeGrams = 60_000,
                ExpectedUnsoldGrams = 0,
            },
            Lot(2) with
            {
                FreeGrams = 60_000,
                ExpectedUnsoldGrams = 0,
            },
        ];
        Assert.Equal(
            100_000,
            MatchRun
                .Solve(MatchGraph.Of(Problem(lots, [Demand() with { Grams = 100_000, SmallestPartGrams = 100_000 }])), Solver, Enough)
                .Plan.Grams
        );
        Assert.Equal(
            0,
            MatchRun.Solve(MatchGraph.Of(Problem(lots, [Demand() with { SmallestPartGrams = 121_000 }])), Solver, Enough).Plan.Grams
        );
    }

    [Fact]
    public void NothingToMatchIsAnEmptyPlan() =>
        Assert.Equal(
            (0, 0, false),
            MatchRun.Solve(MatchGraph.Of(Problem([], [])), Solver, Enough) is var none
                ? (none.Plan.Grams, none.GapPerMillion, none.IsBestSoFar)
                : default
        );

    private static long BestOfAll(MatchGraph graph)
    {
        var plan = new Allocation(graph);
        int[] arcs = [.. Enumerable.Range(0, graph.Arcs.Length)];
        var demandLeft = graph.Problem.Demands.Select(demand => demand.Grams).ToArray();
        var lotLeft = graph.Problem.Lots.Select(lot => lot.UsableGrams).ToArray();
        long Best(int i)
        {
            if (i == arcs.Length)
            {
                return plan.TooLight(arcs).Count == 0 ? plan.Points(arcs) : 0;
            }

            var (lot, demand, _, _) = graph.Arcs[i];
            var (most, unit, best) = (Math.Min(lotLeft[lot], demandLeft[demand]), graph.Problem.Lots[lot].UnitGrams, Best(i + 1));
            for (var grams = graph.Problem.Lots[lot].SmallestPartGrams; grams <= most; grams += unit)
            {
                plan.Add(i, grams);
                (lotLeft[lot], demandLeft[demand]) = (lotLeft[lot] - grams, demandLeft[demand] - grams);
                best = Math.Max(best, Best(i + 1));
                (lotLeft[lot], demandLeft[demand]) = (lotLeft[lot] + grams, demandLeft[demand] + grams);
                plan.Add(i, -grams);
            }

            return best;
        }

        return Best(0);
    }
}
