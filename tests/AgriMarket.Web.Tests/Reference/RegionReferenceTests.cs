using AgriMarket.Domain.Logistics;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Reference;
using AgriMarket.Web.Reference.Regions;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Reference;

public sealed class RegionReferenceTests(LoadedReferenceMarket market) : IClassFixture<LoadedReferenceMarket>
{
    private readonly RegionCatalogue regions = market.Get<RegionCatalogue>();

    [Theory]
    [InlineData(RegionLevel.Province, 34)]
    [InlineData(RegionLevel.Prefecture, 333)]
    [InlineData(RegionLevel.County, 2846)]
    public void The_whole_country_is_there(RegionLevel level, int count) =>
        Assert.Equal(count, regions.All.Count(region => region.Level == level));

    [Fact]
    public void Everything_hangs_under_a_province() =>
        Assert.All(regions.All, region => Assert.Equal(RegionLevel.Province, regions.Path(region.Code)[0].Level));

    /// <summary>832 names, one of them without a county code, two of them one county today.</summary>
    [Fact]
    public void The_832_names_are_830_counties_of_today()
    {
        Assert.Equal(830, regions.All.Count(region => region.IsListed));
        Assert.All(regions.All.Where(region => region.IsListed), region => Assert.Equal(RegionLevel.County, region.Level));
    }

    [Theory]
    [InlineData(2016, 28)]
    [InlineData(2017, 125)]
    [InlineData(2018, 283)]
    [InlineData(2019, 342)]
    [InlineData(2020, 52)]
    public void Counties_left_the_list_in_their_year(int year, int count) =>
        Assert.Equal(count, regions.All.Count(region => region.DelistedYear == year));

    [Fact]
    public void The_52_supervised_counties_left_the_list_last()
    {
        Region[] supervised = [.. regions.All.Where(region => region.UnderSupervision)];
        Assert.Equal(52, supervised.Length);
        Assert.All(supervised, region => Assert.Equal(2020, region.DelistedYear));
    }

    [Fact]
    public async Task Leishan_is_stored_as_it_is_in_the_files()
    {
        await using var db = market.OpenDb();
        var leishan = await db.Set<Region>().SingleAsync(region => region.Code == "522634", TestContext.Current.CancellationToken);
        Assert.Equal(
            ("雷山县", "贵州省黔东南苗族侗族自治州雷山县", "522600", "lei shan", 2018),
            (leishan.Name, leishan.FullName, leishan.ParentCode, leishan.Pinyin, leishan.DelistedYear)
        );
        Assert.Equal((108.0737, 26.3817), (leishan.Longitude, leishan.Latitude));
    }

    [Theory]
    [InlineData("441900")]
    [InlineData("442000")]
    [InlineData("460400")]
    [InlineData("620200")]
    public void A_prefecture_without_counties_can_be_an_address(string code) => Assert.True(regions.IsLeaf(code));

    [Fact]
    public void Every_place_has_a_point_within_China() =>
        Assert.All(
            regions.All,
            region =>
            {
                var point = Assert.NotNull(regions.PointOf(region.Code));
                Assert.InRange(point.Longitude, 73, 136);
                Assert.InRange(point.Latitude, 3, 54);
            }
        );

    [Fact]
    public void A_new_county_without_a_point_takes_Hotans() => Assert.Equal(regions.PointOf("653200"), regions.PointOf("653228"));

    [Fact]
    public void Sansha_lies_in_the_South_China_Sea() => Assert.InRange(regions.PointOf("460302")!.Value.Latitude, 16, 18);

    [Fact]
    public void Nearly_every_place_has_an_English_name() =>
        Assert.Equal(
            ["460302", "460303", "653228", "653229"],
            regions.All.Where(region => !char.IsAscii(region.NameEn[0])).Select(region => region.Code).Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData(FreightService.ExpressStandard, 5_000, 1, 700 + 4 * 160)]
    [InlineData(FreightService.ExpressStandard, 25_000, 2, 700 + 19 * 160 + 700 + 4 * 160)]
    [InlineData(FreightService.ExpressCold, 5_000, 1, 1_400 + 4 * 310)]
    [InlineData(FreightService.Bulk, 1_000_000, 1, 1_000 * 150)]
    public void The_rate_card_prices_a_way_of_500_kilometres(FreightService service, long grams, int parcels, long fen)
    {
        var quote = market.Get<FreightTariff>().Quote(service, "522634", "430100", 500, grams)!;
        Assert.Equal((parcels, fen), (quote.Parcels, quote.ChargeFen));
    }

    [Fact]
    public void Every_service_prices_every_distance()
    {
        var tariff = market.Get<FreightTariff>();
        foreach (var service in Enum.GetValues<FreightService>())
        {
            Assert.All(Enumerable.Range(0, 5_000), km => Assert.NotNull(tariff.Quote(service, "522634", "430100", km, 1_000)));
            Assert.NotNull(tariff.Quote(service, "653228", "430100", 3_000, 1_000));
        }
    }

    [Fact]
    public void A_listed_county_that_is_no_region_stops_the_load()
    {
        var regionRows = Rows(
            "code,name,full_name,level,parent_code,zone,pinyin,lng,lat\n520000,贵州省,贵州省,1,,西南,gui zhou,106.7,26.6\n"
        );
        var listRows = Rows("code,delisted_year,still_listed_end_2019\n522634,2019,0\n");
        Assert.Contains(
            "522634",
            Assert.Throws<InvalidDataException>(() => RegionSet.Read(regionRows, listRows)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Of_two_names_for_one_county_the_later_year_counts()
    {
        var regionRows = Rows("code,name,full_name,level,parent_code,zone,pinyin,lng,lat\n632803,茫崖市,茫崖市,3,,西北,mang ya,,\n");
        var listRows = Rows("code,delisted_year,still_listed_end_2019\n632803,2019,0\n632803,2018,0\n,2020,1\n");
        var county = Assert.Single(RegionSet.Read(regionRows, listRows));
        Assert.Equal((2019, false), (county.DelistedYear, county.UnderSupervision));
    }

    private static List<ReferenceRow> Rows(string csv) => [.. ReferenceRow.ReadAll(new StringReader(csv), "test.csv")];
}
