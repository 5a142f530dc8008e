using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Tests.Support;
using static AgriMarket.Domain.Tests.Support.ForecastFixture;

namespace AgriMarket.Domain.Tests.Backlog;

public sealed class BacklogForecastTests
{
    [Fact]
    public void WhatIsSoldOutLeavesNothing()
    {
        var forecast = Lot(0, days: 5).Forecast();

        Assert.Equal(
            (0, 0, 0, 0, 0, RiskLevel.Fine, ForecastReasonKind.SoldOut),
            (
                forecast.RestPerMille,
                forecast.ExpectedGrams,
                forecast.LowGrams,
                forecast.HighGrams,
                forecast.CoverTenths,
                forecast.Level,
                forecast.Reason.Kind
            )
        );
    }

    [Fact]
    public void SoldOutStaysSoldOutPastBestBefore() => Assert.Equal(ForecastReasonKind.SoldOut, Lot(0, days: -3).Forecast().Reason.Kind);

    [Theory]
    [InlineData(0)]
    [InlineData(-40)]
    public void PastItsLastSellingDayAllOfItIsLeft(int days)
    {
        var forecast = Lot(80 * Kg, days, sales: Daily(7, 20, 50 * Kg)).Forecast();

        Assert.Equal(
            (1_000, 80 * Kg, 80 * Kg, 80 * Kg),
            (forecast.RestPerMille, forecast.ExpectedGrams, forecast.LowGrams, forecast.HighGrams)
        );
        Assert.Equal(
            (RiskLevel.Critical, ForecastReasonKind.NoTimeLeft, 0),
            (forecast.Level, forecast.Reason.Kind, forecast.Reason.DaysLeft)
        );
    }

    [Fact]
    public void AtTheEndOfTheLastSellingDayNothingCanBeSoldAnyMore()
    {
        var facts = Lot(80 * Kg, days: 1) with { Now = Now.AddHours(16) };

        Assert.Equal(1_000, facts.Forecast().RestPerMille);
    }

    [Fact]
    public void WithoutASaleAndWithLittleTimeARestIsNearlyCertain()
    {
        var forecast = Lot(500 * Kg, days: 2).Forecast();

        Assert.InRange(forecast.RestPerMille, 990, 1_000);
        Assert.InRange(forecast.ExpectedGrams, 480 * Kg, 500 * Kg);
        Assert.Equal((RiskLevel.Critical, ForecastReasonKind.NoOrders), (forecast.Level, forecast.Reason.Kind));
    }

    [Fact]
    public void WhatSellsFastIsFine()
    {
        var forecast = Lot(100 * Kg, days: 10, sales: Daily(10, 20, 50 * Kg)).Forecast();

        Assert.InRange(forecast.RestPerMille, 0, 20);
        Assert.Equal((0, 0), (forecast.LowGrams, forecast.HighGrams));
        Assert.InRange(forecast.CoverTenths, 20, 30);
        Assert.Equal((RiskLevel.Fine, ForecastReasonKind.FastEnough), (forecast.Level, forecast.Reason.Kind));
    }

    [Fact]
    public void WhatSellsTooSlowlySaysHowMuchADayWouldBeNeeded()
    {
        var forecast = Lot(301 * Kg, days: 6, sales: Daily(14, 4, 10 * Kg)).Forecast();

        Assert.Equal(ForecastReasonKind.TooSlow, forecast.Reason.Kind);
        Assert.Equal(50_167, forecast.Reason.NeededGramsPerDay);
        Assert.InRange(forecast.Reason.ExpectedGramsPerDay, 9_900, 10_100);
        Assert.Equal((6, 15, 56), (forecast.Reason.DaysLeft, forecast.Reason.MeasuredDays, forecast.Reason.MeasuredOrders));
        Assert.InRange(forecast.ExpectedGrams, 235 * Kg, 245 * Kg);
    }

    [Fact]
    public void WhatJustSellsOutCouldGoEitherWay()
    {
        var forecast = Lot(60 * Kg, days: 6, sales: Daily(14, 4, 10 * Kg)).Forecast();

        Assert.Equal(ForecastReasonKind.Close, forecast.Reason.Kind);
        Assert.True(forecast.LowGrams == 0 && forecast.HighGrams > forecast.ExpectedGrams);
    }

    [Theory]
    [InlineData(20, ForecastReasonKind.NewAndLikelyToSell)]
    [InlineData(2_000, ForecastReasonKind.NewAndMuch)]
    public void ANewLotIsJudgedByOthersLikeIt(long kg, ForecastReasonKind kind)
    {
        var forecast = Lot(kg * Kg, days: 10, age: 0).Forecast();

        Assert.Equal(kind, forecast.Reason.Kind);
        Assert.Equal(10 * Kg, forecast.Reason.ExpectedGramsPerDay);
    }

    [Fact]
    public void DaysOfTransitComeOffTheDaysLeft() =>
        Assert.Equal(Lot(80 * Kg, days: 4).Forecast(), (Lot(80 * Kg, days: 9) with { TransitDays = 5 }).Forecast());

    [Fact]
    public void ItsOwnSalesCountMoreTheMoreThereAreOfThem()
    {
        long ExpectedAfter(int days) =>
            Lot(400 * Kg, days: 5, age: days, sales: Daily(days, 12, 30 * Kg)).Forecast().Reason.ExpectedGramsPerDay;

        var paces = new[] { 0, 1, 3, 10 }.Select(ExpectedAfter).ToList();
        Assert.Equal(paces.Order(), paces);
        Assert.InRange(paces[^1], 24 * Kg, 30 * Kg);
    }

    [Fact]
    public void RecentSalesCountMoreThanOldOnes()
    {
        IReadOnlyList<DaySales> early = [.. Daily(14, 10, 25 * Kg).Skip(7)];
        IReadOnlyList<DaySales> late = Daily(7, 10, 25 * Kg);

        Assert.True(
            Lot(200 * Kg, days: 5, sales: late).Forecast().RestPerMille < Lot(200 * Kg, days: 5, sales: early).Forecast().RestPerMille
        );
    }

    [Fact]
    public void SalesBeforeListingLaterThanNowOrTooLongAgoDoNotMatter() =>
        Assert.Equal(
            Lot(80 * Kg, days: 4).Forecast(),
            Lot(
                    80 * Kg,
                    days: 4,
                    sales: [new(Today.AddDays(1), 9, 90 * Kg), new(Today.AddDays(-15), 9, 90 * Kg), new(DateOnly.MinValue, 9, 90 * Kg)]
                )
                .Forecast()
        );

    [Fact]
    public void AWeekendAheadSellsMoreThanAnEvenWeek()
    {
        var rhythm = WeekdayProfile.Of([
            new(
                Today.AddDays(-70),
                Today.AddDays(-1),
                [
                    .. Enumerable
                        .Range(1, 70)
                        .Select(back => Today.AddDays(-back))
                        .Select(day => new DaySales(day, day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 30 : 10, 1)),
                ]
            ),
        ]);
        var friday = Lot(80 * Kg, days: 3, age: 28, sales: Daily(28, 4, 10 * Kg)) with
        {
            Now = Now.AddDays(4),
            BestBeforeOn = Today.AddDays(6),
        };

        Assert.True((friday with { Rhythm = rhythm }).Forecast().ExpectedGrams < friday.Forecast().ExpectedGrams);
    }

    [Theory]
    [InlineData(-1, 1, 0)]
    [InlineData(1, -1, 0)]
    [InlineData(1, 1, -1)]
    public void LessThanNothingIsABug(long unsold, long offered, int transit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            (Lot(1, days: 4) with { UnsoldGrams = unsold, OfferedGrams = offered, TransitDays = transit }).Forecast()
        );
}
