using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Tests.Logistics;

public sealed class AddressKeyTests
{
    private static readonly RegionCatalogue Regions = new([
        Region("310000", "上海市", RegionLevel.Province, null),
        Region("310104", "徐汇区", RegionLevel.County, "310000"),
        Region("310105", "长宁区", RegionLevel.County, "310000"),
    ]);

    [Theory]
    [InlineData("天平路 12 弄 3 号楼 501 室", "天平路12弄3栋501")]
    [InlineData("天平路12弄三号楼五零一室", "天平路12弄3幢501户")]
    [InlineData("天平路十二弄３座５０１", "天平路12弄3栋501")]
    [InlineData("Tianping Rd. 12-3, #501", "TIANPING RD 12 3 501")]
    [InlineData("天平路二十三号", "天平路23号")]
    [InlineData("天平路一百零八号", "天平路108")]
    [InlineData("民生路 9 号 1 栋 301", "民生路9-1-301")]
    [InlineData("民生路九号一幢３０１室", "民生路9－1－301")]
    [InlineData("上海市徐汇区民生路9号1栋301", "民生路9号1栋301")]
    [InlineData("上海徐汇区民生路9号1栋301", "民生路9号1栋301")]
    [InlineData("徐汇区 民生路 9 号 2 单元 301", "民生路9-2-301室")]
    public void WaysToWriteOneDoorAreOneKey(string one, string other) => Assert.Equal(Key(one), Key(other));

    [Theory]
    [InlineData("天平路12弄3号楼501室", "天平路12弄3号楼502室")]
    [InlineData("天平路12弄3号楼501室", "天平路12弄5号楼301室")]
    [InlineData("十里堡1号", "里堡1号")]
    [InlineData("民生路9-1-301", "民生路9-13-01")]
    [InlineData("民生路91301", "民生路9-1-301")]
    [InlineData("民生路A座301", "民生路B座301")]
    public void OtherDoorsAreOtherKeys(string one, string other) => Assert.NotEqual(Key(one), Key(other));

    [Fact]
    public void TheRegionCounts() =>
        Assert.NotEqual(AddressKey.Of("310104", "天平路1号", Regions), AddressKey.Of("310105", "天平路1号", Regions));

    private static Region Region(string code, string name, RegionLevel level, string? parent) =>
        new()
        {
            Code = code,
            Name = name,
            FullName = name,
            Level = level,
            ParentCode = parent,
        };

    private static string Key(string street) => AddressKey.Of("310104", street, Regions);
}
