using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Proposals;
using CsCheck;
using static AgriMarket.Domain.Tests.Support.ConsignmentFixture;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Proposals;

public sealed class BulkTermsTests
{
    /// <summary>50 kg in packs of 2.5 kg at 10 yuan.</summary>
    private static Lot Packs(long unitGrams = 2_500, long grams = 50_000, LotStatus status = LotStatus.Open) =>
        new Lot
        {
            Id = Number(1),
            Status = status,
            FarmerId = Farmer,
            FarmerName = "杨家",
            Household = "杨家",
            ProduceCode = "VG001",
            OriginCode = Near,
            SaleKind = SaleKind.Pack,
            UnitGrams = unitGrams,
            UnitPriceFen = 1_000,
            ReadyOn = Today,
            BestBeforeOn = Today.AddDays(9),
            ListedAt = Now,
            ListedGrams = grams,
        }.Fresh();

    private static BulkTerms Terms(
        long floor = 800,
        long smallest = 5_000,
        ProduceGrade? grade = ProduceGrade.First,
        bool isOffered = true
    ) =>
        new()
        {
            LotId = Number(1),
            IsOffered = isOffered,
            FloorUnitFen = floor,
            SmallestGrams = smallest,
            Grade = grade,
        };

    /// <summary>The highest price of a lot is 100,000 fen a 斤: five of them are a pack.</summary>
    [Theory]
    [InlineData(1, 2_500, null, "")]
    [InlineData(ListingRules.MaxPricePerJinFen * 5, ListingRules.MaxQuantityGrams, ProduceGrade.Second, "")]
    [InlineData(0, 2_500, null, "bulk.floor FloorUnitFen")]
    [InlineData(-1, 2_500, null, "bulk.floor FloorUnitFen")]
    [InlineData(ListingRules.MaxPricePerJinFen * 5 + 1, 2_500, null, "bulk.floor FloorUnitFen")]
    [InlineData(800, 0, null, "bulk.smallest SmallestGrams")]
    [InlineData(800, 2_499, null, "bulk.smallest SmallestGrams")]
    [InlineData(800, 2_501, null, "bulk.smallest SmallestGrams")]
    [InlineData(800, -2_500, null, "bulk.smallest SmallestGrams")]
    [InlineData(800, ListingRules.MaxQuantityGrams + 2_500, null, "bulk.smallest SmallestGrams")]
    [InlineData(800, 2_500, (ProduceGrade)0, "bulk.grade Grade")]
    [InlineData(0, 0, (ProduceGrade)4, "bulk.floor FloorUnitFen, bulk.smallest SmallestGrams, bulk.grade Grade")]
    public void TermsAreRightOrEachFieldHasItsSentence(long floor, long smallest, ProduceGrade? grade, string wrong) =>
        Assert.Equal(
            wrong,
            string.Join(", ", BulkTerms.Check(Terms(floor, smallest, grade), Packs()).Rejections.Select(why => $"{why.Code} {why.Field}"))
        );

    [Fact]
    public void ALotIsOfferedAtItsShopPriceWhileItsFarmerHasSaidNothing()
    {
        var usual = BulkTerms.Usual(Packs());
        Assert.Equal((true, 1_000L, 2_500L, (ProduceGrade?)null), (usual.IsOffered, usual.FloorUnitFen, usual.SmallestGrams, usual.Grade));
        Assert.Empty(BulkTerms.Check(usual, Packs()).Rejections);
    }

    [Fact]
    public void WhatIsProposedAlreadyIsNotBroughtAgain()
    {
        var brought = Terms().ToMatch(Packs(), proposedGrams: 20_000, unsoldGrams: 99_000, Today)!;
        Assert.Equal(
            (30_000L, 5_000L, 320L, ProduceGrade.First, 30_000L),
            (brought.FreeGrams, brought.SmallestSaleGrams, brought.FloorFenPerKg, brought.Grade, brought.ExpectedUnsoldGrams)
        );
        Assert.Equal(0, Terms().ToMatch(Packs(), 0, unsoldGrams: -1, Today)!.ExpectedUnsoldGrams);
        Assert.NotNull(Terms().ToMatch(Packs(), proposedGrams: 45_000, 0, Today));
        Assert.Null(Terms().ToMatch(Packs(), proposedGrams: 45_001, 0, Today));
        Assert.Null(Terms(smallest: 2_500).ToMatch(Packs(), proposedGrams: 47_501, 0, Today));
    }

    [Fact]
    public void WhatIsNotOfferedOrNotOnSaleBringsNothing()
    {
        Assert.Null(Terms(isOffered: false).ToMatch(Packs(), 0, 0, Today));
        Assert.Null(Terms().ToMatch(Packs(), 0, 0, Today.AddDays(10)));
        Assert.Null(Terms().ToMatch(Packs(status: LotStatus.Closed), 0, 0, Today));
    }

    [Fact]
    public void NoMatchPaysLessForASaleUnitThanTheFarmerAskedFor() =>
        Gen.Select(Gen.Long[1, 200_000], Gen.Long[1, 50_000], Gen.Long[0, 1_000_000])
            .Sample(
                (floor, unitGrams, more) =>
                {
                    var brought = Terms(floor, unitGrams).ToMatch(Packs(unitGrams), 0, 0, Today)!;
                    Assert.True(brought.UnitPriceFen(brought.FloorFenPerKg + more) >= floor);
                    Assert.True(brought.UnitPriceFen(brought.FloorFenPerKg) <= floor + unitGrams / 1_000 + 1);
                }
            );
}
