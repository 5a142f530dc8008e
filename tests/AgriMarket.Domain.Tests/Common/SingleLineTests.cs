using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Tests.Common;

public sealed class SingleLineTests
{
    private const string Family = "👨\u200D👩\u200D👧";

    [Theory]
    [InlineData(null, "")]
    [InlineData("  李 雷 ", "李 雷")]
    [InlineData("李\r\n雷", "李 雷")]
    [InlineData("李\t\u3000 雷", "李 雷")]
    [InlineData("\u202Eegamiの\u200B", "egamiの")]
    [InlineData("\u202D李雷\u202C", "李雷")]
    [InlineData("李\0雷", "李雷")]
    [InlineData("🍊 农场", "🍊 农场")]
    [InlineData("e\u0301", "é")]
    [InlineData("李\uD842", "李")]
    [InlineData("\uDFB7李", "李")]
    [InlineData("李\uFFFD\uFFFE雷", "李雷")]
    public void OnlyWhatIsSeenIsKept(string? typed, string kept) => Assert.Equal(kept, SingleLine.Of(typed));

    /// <summary>Without them a word is another one, or a family three people.</summary>
    [Theory]
    [InlineData("می\u200Cخواهم")]
    [InlineData("ᠮᠠᠯ\u180Eᠠ")]
    [InlineData("क्\u200Dष")]
    [InlineData(Family)]
    public void JoinersInsideWordsAreKept(string word) => Assert.Equal(word, SingleLine.Of($"\u200D{word}\u200C "));

    [Theory]
    [InlineData("李\u200D雷", "李雷")]
    [InlineData("Li\u200CLei", "LiLei")]
    public void WhereNothingJoinsAJoinerIsNothing(string typed, string kept) => Assert.Equal(kept, SingleLine.Of(typed));

    [Theory]
    [InlineData("\u3164")]
    [InlineData("\u2800\u2800")]
    [InlineData("\uFFA0 \u115F")]
    [InlineData("\uFE0F")]
    [InlineData("\u0301")]
    [InlineData("\0")]
    [InlineData("\uD842")]
    public void ANameThatNobodySeesIsNone(string typed) => Assert.Equal("", SingleLine.Name(typed));

    [Theory]
    [InlineData("买买提•艾力")]
    [InlineData("买买提・艾力")]
    [InlineData("买买提．艾力")]
    [InlineData("买买提·艾力")]
    [InlineData("买买提･艾力")]
    public void ANameHasOneMiddleDot(string typed) => Assert.Equal("买买提·艾力", SingleLine.Name(typed));

    [Theory]
    [InlineData("３．５合作社", "３．５合作社")]
    [InlineData("Ma•Li", "Ma·Li")]
    [InlineData("𠮷", "𠮷")]
    public void OtherSignsOfANameStay(string typed, string kept) => Assert.Equal(kept, SingleLine.Name(typed));

    [Theory]
    [InlineData("１００％", "100%")]
    [InlineData("ＳＦ １２３\u202C", "SF 123")]
    [InlineData("㎏", "kg")]
    public void ANumberOrAWordToLookForIsFolded(string typed, string folded) => Assert.Equal(folded, SingleLine.Folded(typed));

    /// <summary>PostgreSQL refuses half a character, SQLite keeps it.</summary>
    [Theory]
    [InlineData("𠮷𠮷𠮷", 3, "𠮷𠮷𠮷")]
    [InlineData("𠮷𠮷𠮷", 2, "𠮷…")]
    [InlineData("白菜萝卜", 3, "白菜…")]
    [InlineData("e\u0323\u0302e\u0323\u0302e\u0323\u0302", 2, "ệ…")]
    [InlineData(Family + Family + Family, 2, Family + "…")]
    public void WhatIsTooLongEndsBetweenCharacters(string text, int most, string expected) =>
        Assert.Equal(expected, SingleLine.Shortened(text, most));

    [Fact]
    public void LinesAreKeptWhereThereMayBeMany() =>
        Assert.Equal("# 土豆\n\n  - 一\n\t- 二", ManyLines.Of("\u200B# 土豆\r\n\r\n  - 一\0\r\t- 二 \n"));
}
