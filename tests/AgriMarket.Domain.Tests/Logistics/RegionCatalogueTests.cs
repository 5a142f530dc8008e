using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Logistics;

public class RegionCatalogueTests
{
    private readonly RegionCatalogue regions = RegionFixture.Catalogue;

    [Fact]
    public void Provinces_come_in_the_order_of_their_codes() =>
        Assert.Equal(["110000", "440000", "520000", "650000"], regions.Provinces.Select(region => region.Code));

    [Theory]
    [InlineData("522634", true, "a county")]
    [InlineData("441900", true, "a prefecture without counties")]
    [InlineData("110101", true, "a district straight under its municipality")]
    [InlineData("522600", false, "a prefecture with counties")]
    [InlineData("440000", false, "a province")]
    [InlineData("999999", false, "no place at all")]
    public void Only_a_place_without_parts_is_a_full_address(string code, bool isLeaf, string why) =>
        Assert.True(isLeaf == regions.IsLeaf(code), why);

    [Fact]
    public void A_path_leads_from_the_province_to_the_county() =>
        Assert.Equal(["贵州省", "黔东南苗族侗族自治州", "雷山县"], regions.Path("522634").Select(region => region.Name));

    [Fact]
    public void A_county_without_a_point_takes_its_prefectures() => Assert.Equal(new GeoPoint(79.92, 37.11), regions.PointOf("653228"));

    [Fact]
    public void A_county_with_a_point_keeps_its_own() => Assert.Equal(new GeoPoint(108.07, 26.38), regions.PointOf("522634"));

    [Theory]
    [InlineData("110101")]
    [InlineData("999999")]
    public void Where_nobody_up_the_tree_has_a_point_there_is_none(string code) => Assert.Null(regions.PointOf(code));

    [Theory]
    [InlineData("522634", "522634", true)]
    [InlineData("522634", "522600", true)]
    [InlineData("522634", "520000", true)]
    [InlineData("522600", "522634", false)]
    [InlineData("522634", "650000", false)]
    [InlineData("999999", "999999", false)]
    public void A_region_lies_within_itself_and_everything_above_it(string code, string ancestor, bool within) =>
        Assert.Equal(within, regions.IsWithin(code, ancestor));

    [Theory]
    [InlineData("雷山", "", "522634")]
    [InlineData("lei shan", "", "522634")]
    [InlineData("Leishan C", "", "522634")]
    [InlineData("ls", "", "522634")]
    [InlineData("dong", "", "441900 110101 440000 522600")]
    [InlineData("dong", "520000", "522600")]
    [InlineData("贵州", "520000", "")]
    [InlineData("  ", "", "")]
    [InlineData(null, "", "")]
    public void A_place_is_found_by_name_pinyin_or_initials_inside_another(string? text, string within, string codes) =>
        Assert.Equal(codes, string.Join(' ', regions.Search(text, within, 10).Select(region => region.Code)));

    [Fact]
    public void No_more_places_are_found_than_asked_for() => Assert.Equal(2, regions.Search("dong", "", 2).Count);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5226")]
    public void An_unknown_code_finds_nothing(string? code) => Assert.Null(regions.Find(code));
}
