using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Tests.Shell.Reading;

[Trait("Database", "none")]
public sealed class QueryValueTests
{
    private const string Known = "0197c0de-0000-7000-8000-000000000001";

    [Theory]
    [InlineData("3", 3)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("2147483648", int.MaxValue)]
    [InlineData("99999999999999999999", int.MaxValue)]
    [InlineData(null, 1)]
    [InlineData("", 1)]
    [InlineData("abc", 1)]
    [InlineData("\0", 1)]
    [InlineData("-2", 1)]
    [InlineData("1.5", 1)]
    [InlineData("1e9", 1)]
    [InlineData("２", 1)]
    public void APageIsANumberOrTheFirst(string? text, int page) => Assert.Equal(page, QueryValue.Page(text));

    [Theory]
    [InlineData(Known, Known)]
    [InlineData("abc", "00000000-0000-0000-0000-000000000000")]
    [InlineData("\0", "00000000-0000-0000-0000-000000000000")]
    [InlineData("0197c0de-0000-7000-8000-00000000000g", "00000000-0000-0000-0000-000000000000")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void WhatIsNoIdIsOneThatNothingHas(string? text, string? id) => Assert.Equal(id, QueryValue.Id(text)?.ToString());

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("false", false)]
    [InlineData("1", false)]
    [InlineData("abc", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void OnlyWhatIsSaidToBeSoIsSo(string? text, bool isTrue) => Assert.Equal(isTrue, QueryValue.IsTrue(text));
}
