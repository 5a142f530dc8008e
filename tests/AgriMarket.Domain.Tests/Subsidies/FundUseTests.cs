using AgriMarket.Domain.Common;
using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Domain.Tests.Subsidies;

public sealed class FundUseTests
{
    /// <summary>Ten in the morning in China.</summary>
    private static readonly DateTime Now = new(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc);

    private static readonly DateOnly Today = ChinaTime.Day(Now);
    private static readonly DateTime LongAgo = Now.AddDays(-60);

    [Theory]
    [InlineData(0, 0, FundUseLevel.Calm)]
    [InlineData(0, 1_000, FundUseLevel.Calm)]
    [InlineData(799, 1_000, FundUseLevel.Calm)]
    [InlineData(800, 1_000, FundUseLevel.Nearing)]
    [InlineData(949, 1_000, FundUseLevel.Nearing)]
    [InlineData(950, 1_000, FundUseLevel.Ending)]
    [InlineData(999, 1_000, FundUseLevel.Ending)]
    [InlineData(1_000, 1_000, FundUseLevel.UsedUp)]
    public void OfficialsAreToldAtEightyNinetyFiveAndAHundredPercent(long usedFen, long depositFen, FundUseLevel level) =>
        Assert.Equal(level, FundUse.Level(usedFen, depositFen));

    [Theory]
    [InlineData(7_000, 700, 70)]
    [InlineData(7_099, 700, 70)]
    [InlineData(99, 700, 0)]
    [InlineData(100, 700, 1)]
    public void ARestLastsAsLongAsAtTheLatestPace(long leftFen, long recentFen, int days) =>
        Assert.Equal(Today.AddDays(days), FundUse.RunsDryOn(leftFen, recentFen, LongAgo, Now));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 20)]
    [InlineData(6, 70)]
    [InlineData(30, 70)]
    public void AYoungFundIsMeasuredSinceItOpened(int daysOpen, int daysAhead) =>
        Assert.Equal(Today.AddDays(daysAhead), FundUse.RunsDryOn(1_000, 100, Now.AddDays(-daysOpen), Now));

    [Fact]
    public void NothingSpentNamesNoDayAndNothingLeftIsToday()
    {
        Assert.Null(FundUse.RunsDryOn(1_000, 0, LongAgo, Now));
        Assert.Equal(Today, FundUse.RunsDryOn(0, 0, LongAgo, Now));
        Assert.Null(FundUse.RunsDryOn(Fund.MaxDepositFen, 1, LongAgo, Now));
    }

    [Fact]
    public void ThePaceBeginsSixDaysAgoAtMidnightInChina() =>
        Assert.Equal(new DateTime(2035, 7, 10, 16, 0, 0, DateTimeKind.Utc), FundUse.PaceBegins(Now));
}
