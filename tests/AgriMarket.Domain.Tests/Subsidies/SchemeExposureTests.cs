using AgriMarket.Domain.Subsidies;
using static AgriMarket.Domain.Tests.Support.SubsidyFixture;

namespace AgriMarket.Domain.Tests.Subsidies;

public class SchemeExposureTests
{
    [Fact]
    public void WithoutCapsAnybodyCouldDrawTheWholeBudget() =>
        Assert.Equal(
            new SchemeExposure(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000),
            SchemeExposure.Of(Percent(1_000).Scheme, 1_000_000)
        );

    [Fact]
    public void EachFigureIsTheLeastOfItsBounds()
    {
        // The fixture's schemes run for three China days.
        var caps = new SchemeCaps
        {
            PerDayFen = 200_000,
            PerBuyerDayFen = 3_000,
            PerBuyerFen = 8_000,
            PerOrderFen = 5_000,
            PerHouseholdDayFen = 7_000,
            PerSellerFen = 25_000,
        };

        Assert.Equal(
            new SchemeExposure(600_000, 200_000, 3_000, 8_000, 21_000, 25_000),
            SchemeExposure.Of(Percent(1_000, caps).Scheme, 1_000_000)
        );
    }

    [Fact]
    public void AShippingSubsidyIsBoundedByItsAmountForEachOrder() =>
        Assert.Equal(200, SchemeExposure.Of(Shipping(200).Scheme, 1_000_000).OrderFen);

    [Fact]
    public void AFirstOrderIsOneOrder()
    {
        var scheme = Scheme(SchemeKind.ShippingPerOrder, 200, conditions: new() { FirstOrderOnly = true }).Scheme;

        Assert.Equal(200, SchemeExposure.Of(scheme, 1_000_000).BuyerFen);
    }
}
