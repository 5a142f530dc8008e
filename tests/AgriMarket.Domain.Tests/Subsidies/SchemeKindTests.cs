using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Subsidies;
using static AgriMarket.Domain.Tests.Support.SubsidyFixture;

namespace AgriMarket.Domain.Tests.Subsidies;

public sealed class SchemeKindTests
{
    [Theory]
    [InlineData(200, 1_000, 200)]
    [InlineData(200, 150, 150)]
    [InlineData(200, 200, 200)]
    public void AnAmountPerOrderIsNeverMoreThanTheShipping(long amountFen, long shippingFen, long granted)
    {
        var grant = Granted(Shipping(amountFen), Order(Line(3_800)) with { ShippingFen = shippingFen });

        Assert.Equal((granted, shippingFen), (grant.AmountFen, grant.BaseFen));
    }

    [Theory]
    [InlineData(1_000, 380, 38)]
    [InlineData(1_000, 389, 38)]
    [InlineData(10_000, 389, 389)]
    [InlineData(1, 10_000, 1)]
    public void APercentageIsRoundedDown(int basisPoints, long goodsFen, long granted) =>
        Assert.Equal(granted, Granted(Percent(basisPoints), Order(Line(goodsFen))).AmountFen);

    [Theory]
    [InlineData(50, 5_000, 250)]
    [InlineData(50, 500, 25)]
    [InlineData(33, 500, 16)]
    [InlineData(1, 1_999, 1)]
    public void AKilogramIsPaidForByTheGramRoundedDown(long fenPerKilogram, long grams, long granted)
    {
        var grant = Granted(Scheme(SchemeKind.PerKilogram, fenPerKilogram), Order(Line(10_000, grams)));

        Assert.Equal((granted, 10_000, grams), (grant.AmountFen, grant.BaseFen, grant.BaseGrams));
    }

    [Theory]
    [InlineData(SubsidySide.Shipping, SchemeBase.Weight)]
    [InlineData(SubsidySide.Shipping, SchemeBase.Goods)]
    [InlineData(SubsidySide.Goods, SchemeBase.Order)]
    public void AKindThatNobodyKnowsHowToPayIsNoKind(SubsidySide side, SchemeBase by) =>
        Assert.Throws<ArgumentException>(() => new SchemeRule(side, by, RisesWithRisk: false, 100, "scheme.amount"));

    [Fact]
    public void OnlyTheKilogramsItCoversCount()
    {
        var scheme = Scheme(SchemeKind.PerKilogram, 100, scope: CountyScope.Supervised);

        var grant = Granted(scheme, Order(Line(9_000, 3_000, Congjiang), Line(50_000, 9_000, Shouguang)));

        Assert.Equal((300, 9_000, 3_000), (grant.AmountFen, grant.BaseFen, grant.BaseGrams));
        Assert.Equal([300, 0], grant.LineShares);
    }

    [Fact]
    public void ALineIsNeverPaidMoreThanItCosts()
    {
        var grant = Granted(Scheme(SchemeKind.PerKilogram, 1_000), Order(Line(60, 1_000), Line(5_000, 1_000)));

        Assert.Equal(1_060, grant.AmountFen);
        Assert.Equal([60, 1_000], grant.LineShares);
    }

    [Theory]
    [InlineData(RiskLevel.Watch, 50)]
    [InlineData(RiskLevel.Urgent, 100)]
    [InlineData(RiskLevel.Critical, 300)]
    public void APercentageRisesWithTheRisk(RiskLevel risk, long granted) =>
        Assert.Equal(
            granted,
            Granted(Scheme(SchemeKind.PercentByRisk, rates: new(0, 500, 1_000, 3_000)), Order(Line(1_000, risk: risk))).AmountFen
        );

    [Theory]
    [InlineData(RiskLevel.Fine, 20)]
    [InlineData(RiskLevel.Watch, 40)]
    [InlineData(RiskLevel.Urgent, 60)]
    [InlineData(RiskLevel.Critical, 100)]
    public void FenAKilogramRiseWithTheRisk(RiskLevel risk, long granted) =>
        Assert.Equal(
            granted,
            Granted(Scheme(SchemeKind.PerKilogramByRisk, rates: new(10, 20, 30, 50)), Order(Line(5_000, 2_000, risk: risk))).AmountFen
        );

    [Fact]
    public void EachLineIsPaidAtTheRiskOfItsOwnLot()
    {
        var scheme = Scheme(SchemeKind.PercentByRisk, rates: new(0, 500, 1_000, 3_000));

        var grant = Granted(scheme, Order(Line(1_000), Line(1_000, risk: RiskLevel.Critical), Line(1_000, risk: RiskLevel.Watch)));

        Assert.Equal([0, 300, 50], grant.LineShares);
    }

    [Fact]
    public void GoodsWithoutARiskThatPaysAreToldSo() =>
        Assert.Equal("scheme.low-risk", Refused(Scheme(SchemeKind.PercentByRisk, rates: new(0, 500, 1_000, 3_000)), Order(Line(1_000))));

    [Fact]
    public void LessThanAFenIsNothing() =>
        Assert.Equal("scheme.nothing-to-pay", Refused(Scheme(SchemeKind.PerKilogram, 1), Order(Line(1_000, 999))));

    [Fact]
    public void TheLargestOrderThereCanBeIsCountedExactly()
    {
        // 50 lines of 1,000 tonnes at 10,000 yuan the jin.
        var order = Order([.. Enumerable.Range(0, 50).Select(_ => Line(2_000_000_000_000, 1_000_000_000, risk: RiskLevel.Critical))]);

        Assert.Equal(100_000_000_000_000, Granted(Percent(10_000) with { AvailableFen = long.MaxValue }, order).AmountFen);
        Assert.Equal(500_000_000_000, Granted(Scheme(SchemeKind.PerKilogramByRisk, rates: new(0, 0, 0, 10_000)), order).AmountFen);
    }
}
