using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Tests.Logistics;

public sealed class SellingDaysTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Theory]
    [InlineData(5, 3, 2, 3)]
    [InlineData(5, 0, 5, 6)]
    [InlineData(3, 3, 0, 1)]
    [InlineData(2, 3, -1, 0)]
    [InlineData(-10, 3, -13, 0)]
    public void TheLastDayIsThatFromWhichItStillArrives(int keepsDays, int transitDays, int lastIn, int left)
    {
        var bestBefore = Today.AddDays(keepsDays);

        Assert.Equal(Today.AddDays(lastIn), SellingDays.Last(bestBefore, transitDays));
        Assert.Equal(left, SellingDays.Left(bestBefore, transitDays, Today));
    }

    [Theory]
    [InlineData(-4, 3, 3)]
    [InlineData(0, 3, 3)]
    [InlineData(2, 3, 5)]
    [InlineData(2, 0, 2)]
    public void WhatIsNotReadyYetLeavesWhenItIs(int readyIn, int transitDays, int arrivesIn) =>
        Assert.Equal(Today.AddDays(arrivesIn), SellingDays.ArrivesOn(Today.AddDays(readyIn), Today, transitDays));

    [Fact]
    public void NothingArrivesAfterTheEndOfTime() => Assert.Equal(DateOnly.MaxValue, SellingDays.ArrivesOn(DateOnly.MaxValue, Today, 8));
}
