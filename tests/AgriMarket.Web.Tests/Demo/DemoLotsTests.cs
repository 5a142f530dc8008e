using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Reference;
using AgriMarket.Web.Demo;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Demo;

public sealed class DemoLotsTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void InEveryMonthThereIsEnoughInSeasonAndEveryListingIsInOrder(int month)
    {
        var now = new DateTime(2035, month, 14, 3, 0, 0, DateTimeKind.Utc);
        var produce = market.Services.GetRequiredService<ProduceCatalogue>();
        var regions = market.Services.GetRequiredService<RegionCatalogue>();
        var random = new DemoRandom();

        var lots = new DemoLots(random, new DemoNames(random), produce, market.Services.GetRequiredService<WholesalePrices>(), now).Choose(
            Farms(),
            []
        );

        Assert.True(lots.Count >= 60, $"{lots.Count} lots");
        Assert.True(lots.Select(lot => lot.Farm.CountyCode).Distinct().Count() >= 25);
        Assert.True(lots.Select(lot => produce.Find(lot.Intent.ProduceCode)!.Category).Distinct().Count() >= 10);
        Assert.All(
            lots,
            lot =>
            {
                ConfirmedOrigin[] origins = [new(lot.Farm.CountyCode, [lot.Farm.Village])];
                Assert.True(ListingRules.Plan(lot.Intent, origins, produce, null, regions, lot.ListedAt).IsOk, lot.Intent.ToString());
            }
        );
        Assert.All(lots, lot => Assert.True(lot.Intent.BestBeforeOn >= ChinaTime.Day(now) && lot.ListedAt < now, lot.Intent.ToString()));
    }

    private static DemoFarm[] Farms() =>
        [
            .. ReferenceRow
                .ReadAll("AgriMarket.Web.Demo.Data.farms.csv")
                .Select(row => new DemoFarm(
                    row.Text("farm"),
                    Enum.Parse<MemberRole>(row.Text("role")),
                    new Member { Id = Guid.CreateVersion7(), DisplayName = "某人" },
                    row.Text("county"),
                    row.Text("village"),
                    row.Text("people")
                )),
        ];
}
