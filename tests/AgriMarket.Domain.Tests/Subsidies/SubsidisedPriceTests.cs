using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Subsidies;

public sealed class SubsidisedPriceTests
{
    private const string Listed = "522634";
    private const string NeverListed = "370783";
    private static readonly DateTime Now = new(2020, 2, 20, 4, 0, 0, DateTimeKind.Utc);

    private static readonly RegionCatalogue Regions = new([
        new Region
        {
            Code = Listed,
            Name = "雷山县",
            FullName = "贵州省雷山县",
            Level = RegionLevel.County,
            DelistedYear = 2019,
        },
        new Region
        {
            Code = NeverListed,
            Name = "寿光市",
            FullName = "山东省寿光市",
            Level = RegionLevel.County,
        },
    ]);

    [Theory]
    [InlineData(380, 1_000, 342)]
    [InlineData(383, 1_000, 345)]
    [InlineData(19, 1_000, 18)]
    [InlineData(380, 10_000, 0)]
    public void AShareOfOneUnitIsTakenOffRoundedDown(long unitPriceFen, int basisPoints, long after) =>
        Assert.Equal(after, Of(unitPriceFen, Percent(basisPoints))?.UnitPriceFen);

    [Fact]
    public void NothingIsStruckWhereTheShareIsLessThanAFen() => Assert.Null(Of(9, Percent(1_000)));

    [Fact]
    public void NothingIsStruckWithoutMoneyForOneUnit()
    {
        Assert.Null(Of(380, Percent(1_000) with { AvailableFen = 37 }));
        Assert.NotNull(Of(380, Percent(1_000) with { AvailableFen = 38 }));
    }

    [Fact]
    public void NothingIsStruckForAnOriginThatNoSchemeCovers() =>
        Assert.Null(SubsidisedPrice.Of(SubsidyFixture.Line(380, origin: NeverListed), [Percent(1_000)], Regions, Now));

    [Fact]
    public void NothingIsStruckOutsideTheWindow()
    {
        var scheme = Percent(1_000);

        Assert.Null(SubsidisedPrice.Of(SubsidyFixture.Line(380), [scheme], Regions, scheme.Scheme.StartsAt.AddTicks(-1)));
        Assert.Null(SubsidisedPrice.Of(SubsidyFixture.Line(380), [scheme], Regions, scheme.Scheme.EndsAt));
    }

    [Fact]
    public void AShippingSchemeLowersNoPrice() => Assert.Null(Of(380, Make(SchemeKind.ShippingPerOrder, amountFen: 200)));

    [Fact]
    public void TwoSchemesPayTogetherAndBothAreNamed()
    {
        var price = Of(1_000, Percent(1_000), Percent(500));

        Assert.Equal(850, price?.UnitPriceFen);
        Assert.Equal(2, price?.Payers.Count);
    }

    [Fact]
    public void AKilogramsWorthIsTakenOffTheWeightOfOneUnit() =>
        Assert.Equal(355, Of(380, Make(SchemeKind.PerKilogram, amountFen: 50))?.UnitPriceFen);

    [Fact]
    public void WhatDependsOnTheBuyerLowersNoPriceForEverybody()
    {
        Assert.Null(Of(380, SubsidyFixture.Percent(1_000, conditions: new() { DestinationCodes = [SubsidyFixture.Xuhui] })));
        Assert.Null(Of(380, SubsidyFixture.Percent(1_000, conditions: new() { FirstOrderOnly = true })));
        Assert.Null(Of(380, SubsidyFixture.Percent(1_000, conditions: new() { MinimumFen = 381 })));
        Assert.Null(Of(380, Percent(1_000) with { IsFrozen = true }));
    }

    /// <summary>In the middle of the first scheme's window.</summary>
    private static SubsidisedPrice? Of(long unitPriceFen, params FundedScheme[] schemes) =>
        SubsidisedPrice.Of(SubsidyFixture.Line(unitPriceFen), [.. schemes], Regions, schemes[0].Scheme.StartsAt.AddHours(24));

    private static FundedScheme Percent(int basisPoints) => Make(SchemeKind.PercentOfGoods, basisPoints: basisPoints);

    private static FundedScheme Make(SchemeKind kind, long amountFen = 0, int basisPoints = 0) =>
        new(
            new Scheme
            {
                Id = Guid.CreateVersion7(),
                ReachCode = RegionCatalogue.Country,
                FundId = Guid.CreateVersion7(),
                NameZh = "助农补贴",
                NameEn = "Farm aid",
                Kind = kind,
                AmountFen = amountFen,
                BasisPoints = basisPoints,
                BudgetFen = 1_000_000,
                CountyScope = CountyScope.Listed,
                StartsAt = Now.AddDays(-1),
                EndsAt = Now.AddDays(1),
            },
            1_000_000
        );
}
