using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Plans;

public sealed class PlanFiguresTests
{
    [Fact]
    public void WhatAPlanBringsAndLeavesIsCounted()
    {
        var problem = Problem(
            [
                Lot(1),
                Lot(2) with
                {
                    FarmerId = Number(801),
                },
                Lot(3) with
                {
                    ProduceCode = "FR001",
                    FreeGrams = 70_000,
                    ExpectedUnsoldGrams = 0,
                },
            ],
            [Demand(1), Demand(2) with { Grams = 300_000 }, Demand(3) with { Spec = ProduceSpec.For("VG051") }]
        );
        var plan = PlanChecker.Check(problem, [new(Number(1), Number(1), 400_000), new(Number(2), Number(2), 100_000)]).Value;

        var figures = PlanFigures.Of(problem, plan);

        Assert.Equal(
            (plan.Grams, plan.SavedGrams, plan.IncomeFen, plan.FreightFen),
            (figures.Grams, figures.SavedGrams, figures.IncomeFen, figures.FreightFen)
        );
        Assert.Equal((2, 1, 70_000L), (figures.LotsUsed, figures.LotsLeft, figures.GramsLeft));
        Assert.Equal((1, 1, 1), (figures.Filled, figures.PartlyFilled, figures.Unfilled));
        Assert.Equal((2, 1), (figures.Farmers, figures.Institutions));
    }

    [Fact]
    public void AnEmptyPlanLeavesEverything()
    {
        var figures = PlanFigures.Of(Problem([Lot(1)], [Demand(1)]), Nothing([Lot(1)], [Demand(1)]));
        Assert.Equal(
            (0, 1, 500_000L, 0, 0, 1, 0, 0),
            (
                figures.LotsUsed,
                figures.LotsLeft,
                figures.GramsLeft,
                figures.Filled,
                figures.PartlyFilled,
                figures.Unfilled,
                figures.Farmers,
                figures.Institutions
            )
        );
    }

    public static TheoryData<ArcReason, MatchLot> Ways =>
        new()
        {
            { ArcReason.None, Lot() },
            { ArcReason.Produce, Lot() with { ProduceCode = "FR001" } },
            { ArcReason.Price, Lot() with { FloorFenPerKg = 5_000 } },
            { ArcReason.Spoils, Lot() with { BestBeforeOn = Today } },
            { ArcReason.Grade, Lot() with { FloorFenPerKg = 560, Grade = null } },
        };

    /// <summary>One demand wants everything, two want graded goods, and one wants something else.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public void TheReasonIsTheOneMostOftenInTheWay(ArcReason reason, MatchLot lot)
    {
        MatchDemand[] demands =
        [
            Demand(1),
            .. reason == ArcReason.Grade
                ? [Demand(2) with { LowestGrade = ProduceGrade.First }, Demand(3) with { LowestGrade = ProduceGrade.First }]
                : Array.Empty<MatchDemand>(),
            Demand(4) with
            {
                Spec = ProduceSpec.For("VG051"),
            },
        ];

        Assert.Equal(reason, Assert.Single(LotLeft.Of(Problem([lot], demands), Nothing([lot], demands), 10)).Reason);
    }

    [Fact]
    public void ThoseThatSpoilMostComeFirstAndNoMoreThanAskedFor()
    {
        MatchLot[] lots =
        [
            Lot(1) with
            {
                ExpectedUnsoldGrams = 5,
            },
            Lot(2) with
            {
                ExpectedUnsoldGrams = 7,
            },
            Lot(3) with
            {
                ExpectedUnsoldGrams = 6,
            },
        ];
        Assert.Equal([Number(2), Number(3)], LotLeft.Of(Problem(lots, []), Nothing(lots, []), 2).Select(left => left.Lot.Id));
    }

    private static CheckedPlan Nothing(IReadOnlyCollection<MatchLot> lots, IReadOnlyCollection<MatchDemand> demands) =>
        PlanChecker.Check(Problem(lots, demands), []).Value;
}
