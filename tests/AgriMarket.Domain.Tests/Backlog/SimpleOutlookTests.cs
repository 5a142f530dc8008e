using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using CsCheck;

namespace AgriMarket.Domain.Tests.Backlog;

public sealed class SimpleOutlookTests
{
    private const long Jin = Weights.JinGrams;

    /// <summary>A Monday, 08:00 in China.</summary>
    private static readonly DateTime Now = new(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);

    private static readonly DateOnly Today = ChinaTime.Day(Now);
    private static readonly DateTime LongAgo = Now.AddDays(-30);

    [Fact]
    public void AtSeventyJinAWeekAThousandJinCannotBeSoldByFriday()
    {
        // 70 斤 in 7 days is 10 a day; from Monday 08:00 to the end of Friday are 4 days and 16 hours: 46.67 斤 go.
        var outlook = SimpleOutlook.For(1_000 * Jin, 70 * Jin, LongAgo, Today.AddDays(4), Now);

        Assert.Equal(new SimpleOutlook(OutlookKind.WillRemain, 954 * Jin), outlook);
    }

    [Fact]
    public void WhatSellsInTimeNamesTheDayOnWhichTheLastOfItGoes()
    {
        var outlook = SimpleOutlook.For(30 * Jin, 70 * Jin, LongAgo, Today.AddDays(4), Now);

        Assert.Equal(new SimpleOutlook(OutlookKind.WillSell, SoldOutOn: Today.AddDays(3)), outlook);
    }

    [Fact]
    public void AYoungLotIsMeasuredSinceItWasListed()
    {
        // 20 斤 in two days is 10 a day as well.
        var outlook = SimpleOutlook.For(1_000 * Jin, 20 * Jin, Now.AddDays(-2), Today.AddDays(4), Now);

        Assert.Equal(954 * Jin, outlook.LeftGrams);
    }

    [Fact]
    public void WithoutASaleEverythingRemains() =>
        Assert.Equal(new SimpleOutlook(OutlookKind.WillRemain, 40 * Jin), SimpleOutlook.For(40 * Jin, 0, LongAgo, Today.AddDays(9), Now));

    [Fact]
    public void NothingIsSaidOnTheFirstDay() =>
        Assert.Equal(OutlookKind.TooEarly, SimpleOutlook.For(40 * Jin, 10 * Jin, Now.AddHours(-23), Today.AddDays(9), Now).Kind);

    [Fact]
    public void TheBestBeforeDayItselfIsStillADayOfSale()
    {
        Assert.Equal(OutlookKind.WillSell, SimpleOutlook.For(Jin, 70 * Jin, LongAgo, Today, Now).Kind);
        Assert.Equal(new SimpleOutlook(OutlookKind.Past, Jin), SimpleOutlook.For(Jin, 70 * Jin, LongAgo, Today.AddDays(-1), Now));
    }

    [Fact]
    public void NothingLeftIsSoldOutEvenPastBestBefore() =>
        Assert.Equal(OutlookKind.SoldOut, SimpleOutlook.For(0, 0, LongAgo, Today.AddDays(-1), Now).Kind);

    [Fact]
    public void NeverMoreRemainsThanThereIsAndAFasterPaceNeverLeavesMore() =>
        Gen.Select(Gen.Long[1, 1_000_000_000], Gen.Long[0, 1_000_000_000], Gen.Long[0, 1_000_000_000], Gen.Int[0, 1_000]).Sample((unsold, sold, more, days) =>
        {
            var slower = SimpleOutlook.For(unsold, sold, LongAgo, Today.AddDays(days), Now);
            var faster = SimpleOutlook.For(unsold, sold + more, LongAgo, Today.AddDays(days), Now);
            Assert.InRange(slower.LeftGrams, 0, unsold);
            Assert.True(faster.LeftGrams <= slower.LeftGrams);
        });
}
