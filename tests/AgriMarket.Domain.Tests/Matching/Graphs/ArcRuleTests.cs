using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Graphs;

public sealed class ArcRuleTests
{
    private static string? Why(MatchLot lot, MatchDemand demand, MatchWeights? weights = null) =>
        ArcRule.Judge(Problem([lot], [demand], weights), lot, demand).Rejections is [var why, ..] ? why.Code : null;

    [Fact]
    public void WhatFitsIsAllowed() => Assert.Null(Why(Lot(), Demand()));

    [Fact]
    public void OtherProduceIsNot() => Assert.Equal("match.produce", Why(Lot() with { ProduceCode = "FR001" }, Demand()));

    [Fact]
    public void NobodyIsMatchedWithHimself() => Assert.Equal("match.own", Why(Lot() with { FarmerId = Demand().InstitutionId }, Demand()));

    [Fact]
    public void ADemandOfACampaignTakesItsLotsOnly()
    {
        Assert.Equal("match.campaign", Why(Lot(), Demand() with { CampaignId = Campaign }));
        Assert.Equal("match.campaign", Why(Lot() with { CampaignId = Number(701) }, Demand() with { CampaignId = Campaign }));
        Assert.Null(Why(Lot() with { CampaignId = Campaign }, Demand() with { CampaignId = Campaign }));
        Assert.Null(Why(Lot() with { CampaignId = Campaign }, Demand()));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(ProduceGrade.Second, false)]
    [InlineData(ProduceGrade.First, true)]
    [InlineData(ProduceGrade.Extra, true)]
    public void AWantedGradeIsReachedByItAndBetterOnes(ProduceGrade? grade, bool allowed) =>
        Assert.Equal(allowed ? null : "match.grade", Why(Lot() with { Grade = grade }, Demand() with { LowestGrade = ProduceGrade.First }));

    [Theory]
    [InlineData(false, "match.cold-chain")]
    [InlineData(true, null)]
    public void WhatMustTravelColdNeedsAColdChain(bool has, string? why) =>
        Assert.Equal(why, Why(Lot() with { ProduceCode = "AQ001" }, Demand() with { Spec = ProduceSpec.For("AQ001"), HasColdChain = has }));

    /// <summary>Two days on the way within 300 km.</summary>
    [Theory]
    [InlineData(0, 2, null)]
    [InlineData(0, 1, "match.late")]
    [InlineData(4, 6, null)]
    [InlineData(4, 5, "match.late")]
    [InlineData(-9, 2, null)]
    public void GoodsLeaveWhenReadyAndArriveWithinTheWindow(int ready, int windowEnds, string? why) =>
        Assert.Equal(
            why,
            Why(Lot() with { ReadyOn = Today.AddDays(ready) }, Demand() with { From = Today, To = Today.AddDays(windowEnds) })
        );

    [Theory]
    [InlineData(2, 0, null)]
    [InlineData(1, 0, "match.spoils")]
    [InlineData(5, 5, null)]
    [InlineData(4, 5, "match.spoils")]
    public void GoodsArriveByBestBefore(int bestBefore, int windowBegins, string? why) =>
        Assert.Equal(
            why,
            Why(Lot() with { BestBeforeOn = Today.AddDays(bestBefore) }, Demand() with { From = Today.AddDays(windowBegins) })
        );

    [Fact]
    public void TheLastDayOfTheCalendarIsTooLateAndNoError() =>
        Assert.Equal("match.late", Why(Lot() with { ReadyOn = DateOnly.MaxValue, BestBeforeOn = DateOnly.MaxValue }, Demand()));

    /// <summary>80 fen a kilogram, and 3 more for what begun kilograms can add to a consignment of 38 kg.</summary>
    [Theory]
    [InlineData(283, null)]
    [InlineData(282, "match.price")]
    public void ThePriceCoversFloorAndFreight(long highest, string? why) =>
        Assert.Equal(why, Why(Lot(), Demand() with { HighestFenPerKg = highest }));

    [Theory]
    [InlineData(38_000, null)]
    [InlineData(500, "match.little-wanted")]
    [InlineData(37_999, "match.little-wanted")]
    public void ADemandIsLargeEnoughForTheCarriersMinimum(long grams, string? why) =>
        Assert.Equal(why, Why(Lot(), Demand() with { Grams = grams }));

    [Fact]
    public void ALotThatSellsOnlyMoreThanIsWantedIsNot() =>
        Assert.Equal("match.smallest", Why(Lot() with { SmallestSaleGrams = 400_001 }, Demand()));

    [Fact]
    public void TheLastHalfKilogramOfALotIsTooLittleForItsSmallestSale()
    {
        var lot = Lot() with { FreeGrams = 500, UnitGrams = 2_500, ExpectedUnsoldGrams = 0 };
        var why = Assert.Single(ArcRule.Judge(Problem([lot], [Demand()]), lot, Demand()).Rejections);
        Assert.Equal(("match.little-left", 500L, lot.SmallestPartGrams), (why.Code, why.Args[0], why.Args[1]));
    }

    [Fact]
    public void WhatCostsMoreThanItBringsIsNot() =>
        Assert.Equal("match.worthless", Why(Lot(), Demand(), new MatchWeights(0, 0, 100, 0, 50)));

    [Fact]
    public void APlaceWithoutAPointIsJudgedByItsParents()
    {
        var lot = Lot() with { CountyCode = NoPoint };
        var demand = Demand() with { HighestFenPerKg = 900 };
        Assert.Equal(
            Map.Regions.PointOf("520000")!.Value.DistanceKm(Map.Regions.PointOf("110102")!.Value),
            ArcRule.Judge(Problem([lot], [demand]), lot, demand).Value.Way.Lane.DistanceKm
        );
    }

    [Fact]
    public void ALaneThatTheCardDoesNotKnowIsNone()
    {
        var map = Map with { Tariff = new([Rates[0]]) };
        var lot = Lot() with { CountyCode = Far };
        var problem = MatchProblem.Of(Today, [lot], [Demand()], MatchWeights.Default, map).Value;
        Assert.Equal("match.no-lane", ArcRule.Judge(problem, lot, Demand()).Rejections.Single().Code);
    }

    [Fact]
    public void TheBuildUpIsWhatTheWeightsSay()
    {
        var lot = Lot() with { CountyCode = Listed, BestBeforeOn = Today.AddDays(20) };
        var demand = Demand() with { PlaceCode = Far };
        var terms = ArcRule.Judge(Problem([lot], [demand], new(100, 10, 50, 7, 25)), lot, demand).Value;
        Assert.Equal((83, 279), (terms.Way.MostFenPerKg, terms.FarmFenPerKg));
        Assert.Equal(
            (20, 28, 40, 7, 15),
            (terms.SavedFenPerKg, terms.IncomeFenPerKg, terms.FreightFenPerKg, terms.ListedFenPerKg, terms.ValueFenPerKg)
        );
    }
}
