using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Graphs;

public sealed class MatchInputTests
{
    private static IEnumerable<string> Codes(params MatchLot[] lots) =>
        MatchProblem.Of(Today, lots, [], MatchWeights.Default, Map).Rejections.Select(why => why.Code);

    private static IEnumerable<string> Codes(params MatchDemand[] demands) =>
        MatchProblem.Of(Today, [], demands, MatchWeights.Default, Map).Rejections.Select(why => why.Code);

    [Fact]
    public void WhatIsInOrderIsTaken() => Assert.True(MatchProblem.Of(Today, [Lot()], [Demand()], MatchWeights.Default, Map).IsOk);

    public static TheoryData<string, MatchDemand> WrongDemands =>
        new()
        {
            { "demand.produce", Demand() with { Spec = ProduceSpec.For("XX999") } },
            { "demand.produce", Demand() with { Spec = ProduceSpec.For(ProduceCategory.Tea) } },
            { "demand.region", Demand() with { PlaceCode = "999999" } },
            { "demand.grams", Demand() with { Grams = 0 } },
            { "demand.grams", Demand() with { Grams = -1, SmallestPartGrams = -1 } },
            { "demand.grams", Demand() with { Grams = long.MaxValue } },
            { "demand.smallest-part", Demand() with { SmallestPartGrams = 400_001 } },
            { "demand.smallest-part", Demand() with { SmallestPartGrams = -1 } },
            { "demand.window-backwards", Demand() with { From = Today.AddDays(3), To = Today.AddDays(2) } },
            { "demand.window-past", Demand() with { From = Today.AddDays(-3), To = Today.AddDays(-1) } },
            { "demand.window-long", Demand() with { To = DateOnly.MaxValue } },
            { "demand.window-far", Demand() with { From = Today.AddDays(367), To = Today.AddDays(370) } },
            { "demand.price-range", Demand() with { HighestFenPerKg = 0 } },
            { "demand.price-range", Demand() with { HighestFenPerKg = long.MaxValue } },
            { "demand.price-below-freight", Demand() with { HighestFenPerKg = 80 } },
        };

    [Theory]
    [MemberData(nameof(WrongDemands))]
    public void AnImpossibleDemandIsRefused(string code, MatchDemand demand) => Assert.Contains(code, Codes(demand));

    public static TheoryData<string, MatchLot> WrongLots =>
        new()
        {
            { "match.lot-produce", Lot() with { ProduceCode = "XX999" } },
            { "match.lot-region", Lot() with { CountyCode = "" } },
            { "match.lot-grams", Lot() with { FreeGrams = 0, ExpectedUnsoldGrams = 0 } },
            { "match.lot-grams", Lot() with { FreeGrams = long.MaxValue } },
            { "match.lot-unit", Lot() with { UnitGrams = 0 } },
            { "match.lot-smallest", Lot() with { SmallestSaleGrams = -1 } },
            { "match.lot-price", Lot() with { FloorFenPerKg = -1 } },
            { "match.lot-price", Lot() with { FloorFenPerKg = long.MaxValue } },
            { "match.lot-days", Lot() with { BestBeforeOn = Today.AddDays(-1) } },
            { "match.lot-risk", Lot() with { ExpectedUnsoldGrams = 500_001 } },
            { "match.lot-risk", Lot() with { ExpectedUnsoldGrams = -1 } },
        };

    [Theory]
    [MemberData(nameof(WrongLots))]
    public void AnImpossibleLotIsRefused(string code, MatchLot lot) => Assert.Contains(code, Codes(lot));

    [Theory]
    [InlineData(-1, 50)]
    [InlineData(10_001, 50)]
    [InlineData(200, 101)]
    public void AnImpossibleWeightIsRefused(int saved, int farmer) =>
        Assert.Equal("match.weight-range", MatchProblem.Of(Today, [], [], new(saved, 0, 0, 0, farmer), Map).Rejections.Single().Code);

    [Fact]
    public void OneIdTwiceIsRefused()
    {
        Assert.Equal(["match.lot-twice"], Codes(Lot(), Lot()));
        Assert.Equal(["demand.twice"], Codes(Demand(), Demand()));
    }

    [Fact]
    public void WhatIsLeftOfADemandMaySayTheSameAsAnother() => Assert.Empty(Codes(Demand(1), Demand(2)));

    [Fact]
    public void ARunIsBounded() =>
        Assert.Equal(
            "match.too-many",
            MatchProblem.Of(Today, new MatchLot[MatchProblem.MaxLots + 1], [], MatchWeights.Default, Map).Rejections.Single().Code
        );
}
