using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Subsidies;
using static AgriMarket.Domain.Tests.Support.SubsidyFixture;

namespace AgriMarket.Domain.Tests.Subsidies;

/// <summary>Goods count at most at a multiple of what their kind is worth; above it the buyer pays alone.</summary>
public class PriceCeilingTests
{
    [Theory]
    [InlineData(1_000, 400, 200, 1_000, 0)]
    [InlineData(2_000, 400, 200, 800, 1_200)]
    [InlineData(800, 400, 200, 800, 0)]
    [InlineData(801, 400, 200, 800, 1)]
    [InlineData(100_000_000, 400, 100, 400, 99_999_600)]
    [InlineData(3_000, 400, 500, 2_000, 1_000)]
    public void APercentageIsOfWhatCounts(long goodsFen, long referenceFen, int factor, long counted, long uncounted)
    {
        var scheme = With(Percent(1_000), factor);
        var reference = goodsFen == 1_000 ? 500 : referenceFen;

        var grant = Granted(scheme, Order(Line(goodsFen, grams: 1_000, referenceFenPerKg: reference)));

        Assert.Equal((counted / 10, counted, uncounted), (grant.AmountFen, grant.BaseFen, grant.UncountedFen));
    }

    [Fact]
    public void AllGrantsTogetherPayNoMoreThanCounts()
    {
        FundedScheme[] schemes = [Percent(6_000), Percent(6_000)];

        var plan = Subsidy.Plan(schemes, Order(Line(5_000, grams: 1_000, referenceFenPerKg: 500)));

        Assert.Equal([600L, 400], plan.Grants.Select(grant => grant.AmountFen));
    }

    [Fact]
    public void WeightIsNotWorthMoreThanItsReference()
    {
        var scheme = Scheme(SchemeKind.PerKilogram, amountFen: 300);

        Assert.Equal(200, Granted(scheme, Order(Line(1_000, grams: 1_000, referenceFenPerKg: 100))).AmountFen);
    }

    [Fact]
    public void AnInflatedPriceDoesNotReachAMinimum()
    {
        var scheme = Percent(1_000, conditions: new() { MinimumFen = 1_000 });

        Assert.Equal("scheme.minimum", Refused(scheme, Order(Line(50_000, grams: 1_000, referenceFenPerKg: 400))));
        Assert.Equal(100, Granted(scheme, Order(Line(1_000, grams: 1_000, referenceFenPerKg: 500))).AmountFen);
    }

    [Fact]
    public void WhereNobodyKnowsWhatItIsWorthNothingIsPaidTowardsThePriceButShippingIs()
    {
        var order = Order(Line(1_000, referenceFenPerKg: null)) with { ShippingFen = 600 };

        Assert.Equal("scheme.no-reference", Refused(Percent(1_000), order));
        Assert.Equal(200, Granted(Shipping(200), order).AmountFen);
    }

    [Fact]
    public void TheShopWindowSaysWhatDoesNotCount()
    {
        var unit = Line(1_000, grams: 500, referenceFenPerKg: 800);

        var shown = SubsidisedPrice.Of(unit, [Percent(1_000)], Regions, Now)!;

        Assert.Equal((920L, 200L), (shown.UnitPriceFen, shown.UncountedFen));
    }

    private static FundedScheme With(FundedScheme funded, int factor)
    {
        var scheme = funded.Scheme;
        return funded with
        {
            Scheme = new Scheme
            {
                Id = scheme.Id,
                ReachCode = RegionCatalogue.Country,
                FundId = scheme.FundId,
                NameZh = scheme.NameZh,
                NameEn = scheme.NameEn,
                Kind = scheme.Kind,
                BasisPoints = scheme.BasisPoints,
                BudgetFen = scheme.BudgetFen,
                PriceFactorPercent = factor,
                StartsAt = scheme.StartsAt,
                EndsAt = scheme.EndsAt,
            },
        };
    }
}
