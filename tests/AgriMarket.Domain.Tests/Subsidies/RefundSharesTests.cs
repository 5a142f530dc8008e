using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Domain.Tests.Support;
using CsCheck;

namespace AgriMarket.Domain.Tests.Subsidies;

public sealed class RefundSharesTests
{
    private const string Leishan = "522634";
    private const string Dongguan = "441900";
    private static readonly DateTime Now = new(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc);
    private static readonly RegionCatalogue Regions = RegionFixture.Catalogue;

    [Fact]
    public void AGrantIsSharedByTheGoodsItCoversOnly()
    {
        var grant = Plan(
            Scheme(SchemeKind.PercentOfGoods, [Leishan]),
            0,
            Line(Leishan, 1_000),
            Line(Dongguan, 9_000),
            Line(Leishan, 3_000)
        );

        Assert.Equal(400, grant.AmountFen);
        Assert.Equal([100, 0, 300], grant.LineShares);
    }

    [Fact]
    public void TheOddFenGoesToTheLargestRemainder()
    {
        var grant = Plan(Scheme(SchemeKind.ShippingPerOrder, []), 1_200, Line(Leishan, 100), Line(Dongguan, 100), Line(Leishan, 100));

        // Which of equal lines gets less is for their lots' ids to say.
        Assert.Equal([66, 67, 67], grant.LineShares.Order());
    }

    [Fact]
    public void SharesAlwaysAddUpToTheGrant() =>
        Gen.Long[1, 10_000_000]
            .Array[1, 50]
            .Sample(goods =>
            {
                var grant = Plan(
                    Scheme(SchemeKind.ShippingPerOrder, []),
                    1_200,
                    [.. goods.Select((fen, i) => Line(i % 2 == 0 ? Leishan : Dongguan, fen))]
                );
                Assert.Equal(grant.AmountFen, grant.LineShares.Sum());
                Assert.All(grant.LineShares, share => Assert.True(share >= 0));
            });

    private static GrantPlan Plan(Scheme scheme, long shippingFen, params SubsidyLine[] lines) =>
        Assert.Single(
            Subsidy.Plan([new FundedScheme(scheme, 1_000_000_000)], new SubsidyOrder(lines, shippingFen, null, null, Regions, Now)).Grants
        );

    private static SubsidyLine Line(string origin, long goodsFen) => SubsidyFixture.Line(goodsFen, origin: origin);

    private static Scheme Scheme(SchemeKind kind, string[] counties) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            ReachCode = RegionCatalogue.Country,
            FundId = Guid.CreateVersion7(),
            NameZh = "补贴",
            NameEn = "",
            Kind = kind,
            AmountFen = kind == SchemeKind.ShippingPerOrder ? 200 : 0,
            BasisPoints = kind == SchemeKind.PercentOfGoods ? 1_000 : 0,
            BudgetFen = 1_000_000_000,
            CountyScope = counties.Length == 0 ? CountyScope.Any : CountyScope.Chosen,
            CountyCodes = counties,
            StartsAt = Now.AddDays(-1),
            EndsAt = Now.AddDays(1),
        };
}
