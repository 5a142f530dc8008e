using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Tests.Support;

/// <summary>A small region tree with the peculiar cases of the real one.</summary>
internal static class RegionFixture
{
    public static RegionCatalogue Catalogue =>
        new([
            Province("110000", "北京市", "bei jing"),
            Under("110000", "110101", "东城区", "dong cheng", RegionLevel.County),
            Province("440000", "广东省", "guang dong"),
            Under("440000", "441900", "东莞市", "dong guan", RegionLevel.Prefecture, 113.75, 23.02),
            Province("520000", "贵州省", "gui zhou"),
            Under("520000", "522600", "黔东南苗族侗族自治州", "qian dong nan", RegionLevel.Prefecture, 107.98, 26.58),
            Under("522600", "522634", "雷山县", "lei shan", RegionLevel.County, 108.07, 26.38),
            Province("650000", "新疆维吾尔自治区", "xin jiang"),
            Under("650000", "653200", "和田地区", "he tian", RegionLevel.Prefecture, 79.92, 37.11),
            Under("653200", "653228", "和康县", "", RegionLevel.County),
        ]);

    public static Region Province(string code, string name, string pinyin) =>
        new()
        {
            Code = code,
            Name = name,
            FullName = name,
            Level = RegionLevel.Province,
            Pinyin = pinyin,
        };

    public static Region Under(
        string parent,
        string code,
        string name,
        string pinyin,
        RegionLevel level,
        double? longitude = null,
        double? latitude = null
    ) =>
        new()
        {
            Code = code,
            Name = name,
            FullName = name,
            Level = level,
            ParentCode = parent,
            Pinyin = pinyin,
            Longitude = longitude,
            Latitude = latitude,
        };
}
