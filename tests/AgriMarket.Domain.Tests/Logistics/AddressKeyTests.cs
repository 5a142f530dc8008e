using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Tests.Logistics;

public sealed class AddressKeyTests
{
    [Theory]
    [InlineData("天平路 12 弄 3 号楼 501 室", "天平路12弄3栋501")]
    [InlineData("天平路12弄三号楼五零一室", "天平路12弄3幢501户")]
    [InlineData("天平路十二弄３座５０１", "天平路12弄3栋501")]
    [InlineData("Tianping Rd. 12-3, #501", "TIANPING RD 12 3 501")]
    [InlineData("天平路二十三号", "天平路23号")]
    [InlineData("天平路一百零八号", "天平路108")]
    public void WaysToWriteOneDoorAreOneKey(string one, string other) => Assert.Equal(Key(one), Key(other));

    [Theory]
    [InlineData("天平路12弄3号楼501室", "天平路12弄3号楼502室")]
    [InlineData("天平路12弄3号楼501室", "天平路12弄5号楼301室")]
    [InlineData("十里堡1号", "里堡1号")]
    public void OtherDoorsAreOtherKeys(string one, string other) => Assert.NotEqual(Key(one), Key(other));

    [Fact]
    public void TheRegionCountsAndWhoReceivesDoesNot()
    {
        var home = new Address("李雷", "13800000000", "310104", "天平路1号");

        Assert.Equal(AddressKey.Of(home), AddressKey.Of(home with { Name = "韩梅梅", Mobile = "13900000000" }));
        Assert.NotEqual(AddressKey.Of(home), AddressKey.Of(home with { RegionCode = "310105" }));
    }

    private static string Key(string street) => AddressKey.Of(new Address("李雷", "13800000000", "310104", street));
}
