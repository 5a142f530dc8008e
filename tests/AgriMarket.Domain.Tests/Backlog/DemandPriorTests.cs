using AgriMarket.Domain.Backlog;
using static AgriMarket.Domain.Tests.Support.ForecastFixture;

namespace AgriMarket.Domain.Tests.Backlog;

public sealed class DemandPriorTests
{
    private static readonly DateOnly From = Today.AddDays(-28);
    private static readonly DateOnly Until = Today.AddDays(-1);

    [Fact]
    public void WithoutAnyLotOnlyTheUnknownIsKnown() => Assert.Equal(DemandPrior.Unknown, DemandPrior.Of([], WeekdayProfile.Flat));

    [Fact]
    public void LotsThatSoldNothingLowerTheRate()
    {
        var prior = DemandPrior.Of([.. Enumerable.Repeat(Sold(0), 10)], WeekdayProfile.Flat);

        Assert.InRange(prior.OrdersPerDay, 0.001, 0.05);
        Assert.Equal(DemandPrior.Unknown.OrderGrams, prior.OrderGrams);
    }

    [Fact]
    public void TheRateAndTheOrderAreThoseOfTheLots()
    {
        var prior = DemandPrior.Of([.. Enumerable.Repeat(Sold(6), 20)], WeekdayProfile.Flat);

        Assert.InRange(prior.OrdersPerDay, 5.9, 6);
        Assert.InRange(prior.OrderGrams, 2_990, 3_000);
    }

    [Fact]
    public void WhereAllSellAlikeTheOthersSayMuchAndWhereAllDifferLittle()
    {
        var alike = DemandPrior.Of([.. Enumerable.Repeat(Sold(6), 20)], WeekdayProfile.Flat);
        var different = DemandPrior.Of([.. Enumerable.Repeat(Sold(1), 10), .. Enumerable.Repeat(Sold(11), 10)], WeekdayProfile.Flat);

        Assert.True(alike.Shape > 5 * different.Shape, $"{alike.Shape} and {different.Shape}");
    }

    [Fact]
    public void OrdersInBunchesAreSeen()
    {
        LotSales bunched = new(From, Until, [new(From, 84, 84_000), new(Until, 84, 84_000)]);

        Assert.True(DemandPrior.Of([.. Enumerable.Repeat(bunched, 10)], WeekdayProfile.Flat).Bunching > 10);
    }

    [Fact]
    public void FewLotsTakeTheRestFromAWiderCircle()
    {
        var broader = DemandPrior.Of([.. Enumerable.Repeat(Sold(6), 20)], WeekdayProfile.Flat);
        var thin = DemandPrior.Of([Sold(2)], WeekdayProfile.Flat, broader);

        Assert.Equal((broader.Shape, broader.Bunching, broader.SizeSpread), (thin.Shape, thin.Bunching, thin.SizeSpread));
        Assert.InRange(thin.OrdersPerDay, 2.5, 4);
    }

    [Fact]
    public void TheRhythmOfTheWeekAveragesOneAndFindsTheWeekend()
    {
        LotSales lot = new(
            From,
            Until,
            [
                .. Enumerable
                    .Range(0, 28)
                    .Select(From.AddDays)
                    .Select(day => new DaySales(day, day.DayOfWeek == DayOfWeek.Sunday ? 400 : 100, 1)),
            ]
        );

        var rhythm = WeekdayProfile.Of([lot]);

        Assert.Equal(7, Enum.GetValues<DayOfWeek>().Sum(day => rhythm[day]), 1e-9);
        Assert.InRange(rhythm[DayOfWeek.Sunday] / rhythm[DayOfWeek.Monday], 3, 4);
        Assert.Same(WeekdayProfile.Flat, WeekdayProfile.Of([]));
    }

    /// <summary>So many orders of 3 kg on each of 28 days.</summary>
    private static LotSales Sold(int orders) =>
        new(From, Until, [.. Enumerable.Range(0, 28).Select(day => new DaySales(From.AddDays(day), orders, orders * 3 * Kg))]);
}
