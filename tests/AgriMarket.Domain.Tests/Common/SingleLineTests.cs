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
}
