using AgriMarket.Domain.Prices;

namespace AgriMarket.Domain.Tests.Prices;

public sealed class ChineseAmountTests
{
    [Theory]
    [InlineData(0, "零元整")]
    [InlineData(1, "壹分")]
    [InlineData(10, "壹角整")]
    [InlineData(12, "壹角贰分")]
    [InlineData(100, "壹元整")]
    [InlineData(105, "壹元零伍分")]
    [InlineData(120, "壹元贰角整")]
    [InlineData(1_000, "壹拾元整")]
    [InlineData(140_950, "壹仟肆佰零玖元伍角整")]
    [InlineData(600_714, "陆仟零柒元壹角肆分")]
    [InlineData(1_001_000, "壹万零壹拾元整")]
    [InlineData(1_230_005, "壹万贰仟叁佰元零伍分")]
    [InlineData(10_000_000, "壹拾万元整")]
    [InlineData(100_000_000, "壹佰万元整")]
    [InlineData(10_000_000_000, "壹亿元整")]
    [InlineData(10_000_000_100, "壹亿零壹元整")]
    [InlineData(10_005_000_000, "壹亿零伍万元整")]
    [InlineData(1_000_000_000_001, "壹佰亿元零壹分")]
    public void AnAmountIsWrittenAsOnABill(long fen, string text) => Assert.Equal(text, ChineseAmount.Of(fen));

    [Fact]
    public void NothingIsOwedBackwards() => Assert.Throws<ArgumentOutOfRangeException>(() => ChineseAmount.Of(-1));
}
