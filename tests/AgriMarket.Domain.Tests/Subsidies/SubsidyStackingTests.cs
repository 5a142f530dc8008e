using AgriMarket.Domain.Subsidies;
using static AgriMarket.Domain.Tests.Support.SubsidyFixture;

namespace AgriMarket.Domain.Tests.Subsidies;

public sealed class SubsidyStackingTests
{
    [Fact]
    public void TheLowerPriorityIsAskedFirstAndOfEqualsTheOlder()
    {
        FundedScheme[] schemes = [Goods(1_000), Goods(1_000, priority: 2), Goods(1_000, priority: 1), Goods(1_000)];

        var asked = Plan(schemes).Grants.Select(grant => Array.FindIndex(schemes, scheme => scheme.Scheme == grant.Scheme));

        Assert.Equal([2, 1, 0, 3], asked);
    }

    [Fact]
    public void CombinableSchemesEachPayOfTheWholeButNeverMoreThanIsLeft()
    {
        var plan = Plan([Goods(6_000), Goods(3_000), Goods(3_000), Goods(1_000)]);

        Assert.Equal([600, 300, 100], plan.Grants.Select(grant => grant.AmountFen));
        Assert.Equal("scheme.nothing-to-pay", Assert.Single(plan.NotGranted).Why.Code);
        Assert.Equal(1_000, plan.SumFen(SubsidySide.Goods));
    }

    [Fact]
    public void WhatIsLeftIsCountedLineByLine()
    {
        var allOfTheFirst = Scheme(SchemeKind.PercentOfGoods, basisPoints: 10_000, conditions: new() { ProduceCodes = [Potato] });

        var plan = Subsidy.Plan([allOfTheFirst, Goods(5_000)], Order(Line(1_000), Line(400, produce: Lettuce)));

        Assert.Equal([1_000, 200], plan.Grants.Select(grant => grant.AmountFen));
        Assert.Equal([0, 200], plan.Grants[1].LineShares);
    }

    [Fact]
    public void AnExclusiveSchemeThatPaysShutsOutAllLaterOnesOfItsSide()
    {
        var plan = Plan([Goods(1_000, isExclusive: true), Goods(500), Goods(700, isExclusive: true), Shipping(200)]);

        Assert.Equal([100, 200], plan.Grants.Select(grant => grant.AmountFen));
        Assert.Equal(["scheme.excluded", "scheme.excluded"], plan.NotGranted.Select(not => not.Why.Code));
    }

    [Fact]
    public void AnExclusiveSchemeDoesNotPayWhereAnEarlierOneHas()
    {
        var plan = Plan([Goods(1_000, isExclusive: true), Goods(500, priority: 1)]);

        Assert.Equal([50], plan.Grants.Select(grant => grant.AmountFen));
        Assert.Equal("scheme.exclusive", Assert.Single(plan.NotGranted).Why.Code);
    }

    [Fact]
    public void AnExclusiveSchemeThatPaysNothingShutsOutNobody()
    {
        var plan = Plan([Goods(1_000, isExclusive: true) with { AvailableFen = 0 }, Goods(500)]);

        Assert.Equal([50], plan.Grants.Select(grant => grant.AmountFen));
        Assert.Equal("fund.exhausted", Assert.Single(plan.NotGranted).Why.Code);
    }

    [Fact]
    public void TheSidesDoNotTouchEachOther()
    {
        var plan = Plan([Scheme(SchemeKind.ShippingPerOrder, 5_000, isExclusive: true), Goods(10_000, isExclusive: true)]);

        Assert.Equal((300, 1_000), (plan.SumFen(SubsidySide.Shipping), plan.SumFen(SubsidySide.Goods)));
    }

    private static FundedScheme Goods(
        int basisPoints,
        int priority = AgriMarket.Domain.Subsidies.Scheme.UsualPriority,
        bool isExclusive = false
    ) => Scheme(SchemeKind.PercentOfGoods, basisPoints: basisPoints, priority: priority, isExclusive: isExclusive);

    private static SubsidyPlan Plan(FundedScheme[] schemes) => Subsidy.Plan(schemes, Order(Line(1_000)) with { ShippingFen = 300 });
}
