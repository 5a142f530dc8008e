using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;
using static AgriMarket.Domain.Tests.Support.SubsidyFixture;

namespace AgriMarket.Domain.Tests.Subsidies;

public sealed class SchemeConditionsTests
{
    private static readonly Guid Campaign = Guid.CreateVersion7();
    private static readonly Guid Lot = Guid.CreateVersion7();

    [Theory]
    [InlineData(CountyScope.Any, null, Shouguang, true)]
    [InlineData(CountyScope.Listed, null, Leishan, true)]
    [InlineData(CountyScope.Listed, null, Shouguang, false)]
    [InlineData(CountyScope.Supervised, null, Congjiang, true)]
    [InlineData(CountyScope.Supervised, null, Leishan, false)]
    [InlineData(CountyScope.Chosen, Leishan, Leishan, true)]
    [InlineData(CountyScope.Chosen, Leishan, Congjiang, false)]
    [InlineData(CountyScope.Chosen, Qiandongnan, Congjiang, true)]
    [InlineData(CountyScope.Chosen, Guizhou, Congjiang, true)]
    [InlineData(CountyScope.Chosen, Guizhou, Shouguang, false)]
    [InlineData(CountyScope.Any, null, "999999", false)]
    public void OriginsAreAnyListedSupervisedOrChosen(CountyScope scope, string? county, string origin, bool isPaid)
    {
        var scheme = Scheme(SchemeKind.PercentOfGoods, basisPoints: 1_000, scope: scope, counties: county is null ? [] : [county]);

        Expect(isPaid ? null : "scheme.other-county", scheme, Order(Line(1_000, origin: origin)));
    }

    /// <summary>The attack: a county's office spends its money on goods of another province.</summary>
    [Theory]
    [InlineData(Guizhou, CountyScope.Any, Leishan, true)]
    [InlineData(Guizhou, CountyScope.Any, Shouguang, false)]
    [InlineData(Leishan, CountyScope.Listed, Leishan, true)]
    [InlineData(Congjiang, CountyScope.Listed, Leishan, false)]
    public void AnOfficesMoneyPaysForGoodsOfItsRegion(string reach, CountyScope scope, string origin, bool isPaid) =>
        Expect(
            isPaid ? null : "scheme.other-county",
            Scheme(SchemeKind.PercentOfGoods, basisPoints: 1_000, scope: scope, reach: reach),
            Order(Line(1_000, origin: origin))
        );

    [Theory]
    [InlineData(new ProduceCategory[0], new string[0], Potato, true)]
    [InlineData(new[] { ProduceCategory.Tuber }, new string[0], Potato, true)]
    [InlineData(new[] { ProduceCategory.Vegetable }, new string[0], Potato, false)]
    [InlineData(new ProduceCategory[0], new[] { Potato }, Potato, true)]
    [InlineData(new ProduceCategory[0], new[] { Potato }, Lettuce, false)]
    [InlineData(new[] { ProduceCategory.Vegetable }, new[] { Potato }, Potato, true)]
    [InlineData(new[] { ProduceCategory.Vegetable }, new[] { Potato }, Lettuce, true)]
    public void ProduceIsOfACategoryOrAKindThatIsNamed(ProduceCategory[] categories, string[] kinds, string produce, bool isPaid) =>
        Expect(
            isPaid ? null : "scheme.other-produce",
            Percent(1_000, conditions: new() { Categories = categories, ProduceCodes = kinds }),
            Order(Line(1_000, produce: produce))
        );

    [Fact]
    public void OnlyGoodsOfItsCampaignAreCovered()
    {
        var scheme = Scheme(SchemeKind.PercentOfGoods, basisPoints: 1_000, campaignId: Campaign);

        Expect(null, scheme, Order(Line(1_000, campaignId: Campaign)));
        Expect("scheme.other-campaign", scheme, Order(Line(1_000), Line(1_000, campaignId: Guid.CreateVersion7())));
    }

    [Fact]
    public void OnlyChosenLotsAreCovered()
    {
        var scheme = Percent(1_000, conditions: new() { LotIds = [Lot] });

        Expect(null, scheme, Order(Line(1_000, lotId: Lot)));
        Expect("scheme.other-lot", scheme, Order(Line(1_000)));
    }

    [Theory]
    [InlineData(Xuhui, Xuhui, true)]
    [InlineData(Shanghai, Xuhui, true)]
    [InlineData(Guizhou, Xuhui, false)]
    [InlineData(Shanghai, null, false)]
    public void TheOrderGoesToARegionThatIsNamed(string named, string? destination, bool isPaid) =>
        Expect(
            isPaid ? null : "scheme.other-destination",
            Percent(1_000, conditions: new() { DestinationCodes = [named] }),
            Order(Line(1_000)) with
            {
                DestinationCode = destination,
            }
        );

    [Theory]
    [InlineData(1_000, null)]
    [InlineData(1_001, "scheme.minimum")]
    public void TheLeastAnOrderMustReachCountsTheGoodsItCoversOnly(long minimumFen, string? code)
    {
        var scheme = Scheme(
            SchemeKind.PercentOfGoods,
            basisPoints: 1_000,
            scope: CountyScope.Listed,
            conditions: new() { MinimumFen = minimumFen }
        );

        Expect(code, scheme, Order(Line(1_000), Line(50_000, origin: Shouguang)));
    }

    [Fact]
    public void AFirstOrderIsTheOneBeforeWhichThereIsNone()
    {
        var scheme = Percent(1_000, conditions: new() { FirstOrderOnly = true });

        Expect(null, scheme, Order(Line(1_000)));
        Expect("scheme.first-order", scheme with { BuyerHasOrdered = true }, Order(Line(1_000)));
        Expect("scheme.first-order", scheme, Order(Line(1_000)) with { Buyer = null });
        Expect(
            "scheme.first-order",
            scheme with
            {
                Used = new Dictionary<string, long> { [$"buyer-first:{Buyer}"] = 1 },
            },
            Order(Line(1_000))
        );
        Expect("scheme.first-unproved", scheme, Order(Line(1_000)) with { Buyer = new(Buyer) });
        Expect(
            "scheme.mobile-first",
            scheme with
            {
                Used = new Dictionary<string, long> { ["mobile-first:mobile"] = 1 },
            },
            Order(Line(1_000))
        );
        Expect(null, scheme with { Used = new Dictionary<string, long> { ["address-first:door"] = 3 } }, Order(Line(1_000)));
        Expect(
            "scheme.address-first",
            scheme with
            {
                Used = new Dictionary<string, long> { ["address-first:door"] = 4 },
            },
            Order(Line(1_000))
        );
    }

    [Fact]
    public void AllConditionsHoldTogetherForTheSameLine()
    {
        var scheme = Scheme(
            SchemeKind.PercentOfGoods,
            basisPoints: 1_000,
            scope: CountyScope.Supervised,
            campaignId: Campaign,
            conditions: new() { ProduceCodes = [Potato], LotIds = [Lot] }
        );

        Expect(null, scheme, Order(Line(1_000, origin: Congjiang, campaignId: Campaign, lotId: Lot)));
        // Each line lacks something else: the one that came furthest names the reason.
        Expect(
            "scheme.other-lot",
            scheme,
            Order(
                Line(1_000, origin: Congjiang, campaignId: Campaign),
                Line(1_000, origin: Leishan, campaignId: Campaign, lotId: Lot),
                Line(1_000, origin: Congjiang, lotId: Lot)
            )
        );
    }

    [Fact]
    public void OutsideItsWindowAndWhileFrozenItPaysNothing()
    {
        var scheme = Percent(1_000);

        Expect("scheme.not-running", scheme, Order(Line(1_000)) with { Now = scheme.Scheme.EndsAt });
        Expect("scheme.not-running", scheme, Order(Line(1_000)) with { Now = scheme.Scheme.StartsAt.AddTicks(-1) });
        Expect(null, scheme, Order(Line(1_000)) with { Now = scheme.Scheme.StartsAt });
        Expect("fund.frozen", scheme with { IsFrozen = true }, Order(Line(1_000)));
    }

    /// <param name="code">Why not; null when it pays.</param>
    private static void Expect(string? code, FundedScheme scheme, SubsidyOrder order)
    {
        var plan = Subsidy.Plan([scheme], order);
        Assert.Equal(code, plan.NotGranted.SingleOrDefault()?.Why.Code);
        Assert.Equal(code is null ? 1 : 0, plan.Grants.Count);
    }
}
