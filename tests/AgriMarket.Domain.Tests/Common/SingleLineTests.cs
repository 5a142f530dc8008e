using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Tests.Common;

public sealed class SingleLineTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  李 雷 ", "李 雷")]
    [InlineData("李\r\n雷", "李 雷")]
    [InlineData("李\t\u3000 雷", "李 雷")]
    [InlineData("\u202Eegamiの\u200B", "egamiの")]
    [InlineData("🍊 农场", "🍊 农场")]
    public void OnlyWhatIsSeenIsKept(string? typed, string kept) => Assert.Equal(kept, SingleLine.Of(typed));

    /// <summary>PostgreSQL refuses half a character, SQLite keeps it.</summary>
    [Theory]
    [InlineData("𠮷𠮷𠮷", 6, "𠮷𠮷𠮷")]
    [InlineData("𠮷𠮷𠮷", 5, "𠮷𠮷…")]
    [InlineData("𠮷𠮷𠮷", 4, "𠮷…")]
    [InlineData("白菜萝卜", 3, "白菜…")]
    public void WhatIsTooLongEndsBetweenCharacters(string text, int most, string expected) =>
        Assert.Equal(expected, SingleLine.Shortened(text, most));
}
