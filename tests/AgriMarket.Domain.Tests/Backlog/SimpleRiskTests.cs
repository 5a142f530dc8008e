using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Backlog;

public sealed class SimpleRiskTests
{
    [Theory]
    [InlineData(1_000, 1_000, 9, RiskLevel.Fine)]
    [InlineData(1_000, 1_000, 8, RiskLevel.Watch)]
    [InlineData(1_000, 1_000, 5, RiskLevel.Watch)]
    [InlineData(1_000, 1_000, 4, RiskLevel.Urgent)]
    [InlineData(1_000, 1_000, 3, RiskLevel.Urgent)]
    [InlineData(1_000, 1_000, 2, RiskLevel.Critical)]
    [InlineData(1_000, 1_000, 0, RiskLevel.Critical)]
    [InlineData(250, 1_000, 2, RiskLevel.Critical)]
    [InlineData(249, 1_000, 2, RiskLevel.Urgent)]
    [InlineData(249, 1_000, 8, RiskLevel.Fine)]
    [InlineData(249, 1_000, 20, RiskLevel.Fine)]
    [InlineData(0, 1_000, 1, RiskLevel.Fine)]
    [InlineData(0, 0, 1, RiskLevel.Fine)]
    public void DaysLeftSayHowUrgentItIsAndLittleLeftMakesItLess(long unsold, long offered, int daysLeft, RiskLevel level) =>
        Assert.Equal(level, SimpleRisk.Of(unsold, offered, daysLeft));

    [Theory]
    [InlineData(0, RiskLevel.Watch)]
    [InlineData(1, RiskLevel.Watch)]
    [InlineData(2, RiskLevel.Urgent)]
    [InlineData(3, RiskLevel.Urgent)]
    [InlineData(4, RiskLevel.Critical)]
    [InlineData(6, RiskLevel.Critical)]
    [InlineData(30, RiskLevel.Critical)]
    public void DaysOnTheWayAreNoDaysToSell(int transitDays, RiskLevel level) =>
        Assert.Equal(level, SimpleRisk.Of(QuoteFixture.Lot(keepsDays: 5), QuoteFixture.Today, transitDays));
}
