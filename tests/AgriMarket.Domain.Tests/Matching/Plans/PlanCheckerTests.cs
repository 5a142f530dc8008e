using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Plans;

public sealed class PlanCheckerTests
{
    private static readonly MatchProblem Plain = Problem(
        [Lot(1), Lot(2) with { SmallestSaleGrams = 50_000 }, Lot(3) with { ProduceCode = "FR001" }],
        [Demand(1), Demand(2) with { Grams = 900_000, SmallestPartGrams = 100_000 }]
    );

    private static MatchPart Part(int lot, int demand, long grams) => new(Number(lot), Number(demand), grams);

    private static IEnumerable<string> Codes(params MatchPart[] parts) =>
        PlanChecker.Check(Plain, parts).Rejections.Select(why => why.Code);

    public static TheoryData<string, MatchPart[]> Broken =>
        new()
        {
            { "match.plan-unknown", [Part(9, 1, 0)] },
            { "match.plan-unknown", [Part(1, 9, 50_000)] },
            { "match.plan-units", [Part(1, 1, 50_001)] },
            { "match.plan-units", [Part(1, 1, 0)] },
            { "match.plan-units", [Part(1, 1, -500)] },
            { "match.plan-smallest-sale", [Part(2, 1, 49_500)] },
            { "match.plan-twice", [Part(1, 1, 50_000), Part(1, 1, 50_000)] },
            { "match.plan-lot-over", [Part(1, 2, 300_000), Part(1, 1, 200_500)] },
            { "match.plan-demand-over", [Part(1, 1, 300_000), Part(2, 1, 100_500)] },
            { "match.produce", [Part(3, 1, 50_000)] },
            { "match.plan-too-light", [Part(1, 1, 37_500)] },
            { "match.plan-too-light", [Part(1, 2, 49_500), Part(2, 2, 50_000)] },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public void ABrokenPlanIsNamed(string code, MatchPart[] parts) => Assert.Contains(code, Codes(parts));

    [Fact]
    public void APlanIsPricedFromTheFactsAlone()
    {
        var plan = PlanChecker.Check(Plain, [Part(1, 1, 50_000), Part(2, 2, 100_000), Part(1, 2, 20_500)]).Value;
        var terms = ArcRule.Judge(Plain, Plain.Lots[0], Plain.Demands[0]).Value;
        Assert.Equal(2, plan.Consignments.Count);
        Assert.Equal(170_500, plan.Grams);
        Assert.Equal(50 * 80 + 121 * 80, plan.FreightFen);
        Assert.Equal(10_000 + 20_000 + 4_100, plan.SavedGrams);
        Assert.Equal(2, plan.LotsUsed);
        Assert.Equal(0, plan.ListedGrams);
        Assert.Equal(terms.FarmFenPerKg * 50, plan.Consignments[0].GoodsFen);
    }

    [Fact]
    public void ASolverThatBreaksARuleOrItsOwnBoundIsABug()
    {
        var graph = MatchGraph.Of(Plain);
        Assert.Throws<InvalidOperationException>(() => MatchRun.Solve(graph, new Liar([Part(1, 1, 1)], null), TimeSpan.Zero));
        Assert.Throws<InvalidOperationException>(() => MatchRun.Solve(graph, new Liar([Part(1, 1, 50_000)], 1), TimeSpan.Zero));
    }

    private sealed class Liar(MatchPart[] parts, long? bound) : IMatchSolver
    {
        public MatchSolution Solve(MatchGraph graph, TimeSpan limit) => new(parts, bound, false);
    }
}
