using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Tests.Common;

public sealed class MobileNumberTests
{
    [Theory]
    [InlineData("13800000000")]
    [InlineData("138 0000 0000")]
    [InlineData("+86 138-0000-0000")]
    [InlineData("+86 138–0000–0000")]
    [InlineData("0086 13800000000")]
    [InlineData("8613800000000")]
    [InlineData("(+86) 138.0000.0000")]
    [InlineData("１３８００００００００")]
    [InlineData("＋８６　１３８００００００００")]
    [InlineData("\u202D138\u200B0000\u00A00000\u202C")]
    public void HoweverItIsWrittenItIsOneNumber(string typed) => Assert.Equal("13800000000", MobileNumber.Read(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1380000000")]
    [InlineData("138000000000")]
    [InlineData("12800000000")]
    [InlineData("23800000000")]
    [InlineData("+1 13800000000")]
    [InlineData("13800000000 转 2")]
    [InlineData("138\uD83D0000000")]
    public void WhatIsNoMobileIsNone(string? typed) => Assert.Null(MobileNumber.Read(typed));
}
