using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Tests.Support;
using CsCheck;
using static AgriMarket.Domain.Tests.Support.ForecastFixture;

namespace AgriMarket.Domain.Tests.Backlog;

/// <summary>What holds for every lot, also for one of a million tonnes.</summary>
public sealed class BacklogForecastProperties
{
    private const long Most = 1_000_000_000_000;

    private static readonly Gen<DemandPrior> Priors =
        from rate in Gen.Double[0.001, 2_000]
        from shape in Gen.Double[0.2, 20]
        from grams in Gen.OneOf(Gen.Long[1, 100_000], Gen.Long[1, Most])
        from spread in Gen.Double[0, 50]
        from bunching in Gen.Double[1, 50]
        select new DemandPrior(rate, shape, grams, spread, bunching);

    private static readonly Gen<DaySales> Days =
        from back in Gen.Int[0, 40]
        from orders in Gen.Int[0, 10_000]
        from grams in Gen.Long[0, Most]
        select new DaySales(Today.AddDays(-back), orders, grams);

    private static readonly Gen<ForecastFacts> Lots =
        from unsold in Gen.OneOf(Gen.Long[0, 1_000_000], Gen.Long[0, Most])
        from sold in Gen.Long[0, Most]
        from days in Gen.Int[-5, 60]
        from minutes in Gen.Int[0, 24 * 60]
        from age in Gen.Int[0, 60]
        from transit in Gen.Int[0, 10]
        from sales in Days.List[0, 30]
        from prior in Priors
        select Lot(unsold, days, age, sales, transit, prior) with
        {
            OfferedGrams = unsold + sold,
            Now = Now.AddMinutes(minutes),
        };

    [Fact]
    public void AForecastStaysWithinWhatThereIs() =>
        Lots.Sample(lot =>
        {
            var forecast = lot.Forecast();
            Assert.InRange(forecast.RestPerMille, 0, 1_000);
            Assert.InRange(forecast.ExpectedGrams, 0, lot.UnsoldGrams);
            Assert.InRange(forecast.LowGrams, 0, forecast.HighGrams);
            Assert.InRange(forecast.HighGrams, 0, lot.UnsoldGrams);
            Assert.InRange(forecast.CoverTenths, 0, BacklogForecast.MostCoverTenths);
            Assert.True(forecast.Reason.ExpectedGramsPerDay >= 0 && forecast.Reason.NeededGramsPerDay >= 0);
            Assert.True(Enum.IsDefined(forecast.Level) && Enum.IsDefined(forecast.Reason.Kind));
        });

    [Fact]
    public void TheBandHoldsFourFifths() =>
        Lots.Where(lot => lot.UnsoldGrams > 1_000_000 && lot.DaysLeft > 1)
            .Sample(lot =>
            {
                var (forecast, demand) = (lot.Forecast(), BacklogForecast.Remaining(lot, ForecastSettings.Default));
                var above = demand.Below(1 - (double)forecast.HighGrams / lot.UnsoldGrams);
                var below = forecast.LowGrams == 0 ? 0 : 1 - demand.Below(1 - (double)forecast.LowGrams / lot.UnsoldGrams);
                Assert.True(above + below < 0.205, $"{above} above and {below} below");
            });

    [Fact]
    public void MoreStockNeverLowersTheRisk() =>
        Gen.Select(Lots, Gen.Long[0, Most])
            .Sample(
                (lot, more) =>
                {
                    var (less, all) = (
                        lot.Forecast(),
                        (lot with { UnsoldGrams = lot.UnsoldGrams + more, OfferedGrams = lot.OfferedGrams + more }).Forecast()
                    );
                    Assert.True(less.RestPerMille <= all.RestPerMille);
                    Assert.True(less.ExpectedGrams <= all.ExpectedGrams + Slack(all));
                    Assert.True(less.CoverTenths <= all.CoverTenths);
                }
            );

    [Fact]
    public void MoreDaysNeverRaiseTheRisk() =>
        Gen.Select(Lots, Gen.Int[0, 30])
            .Sample(
                (lot, more) =>
                {
                    var (fewer, all) = (lot.Forecast(), (lot with { BestBeforeOn = lot.BestBeforeOn.AddDays(more) }).Forecast());
                    Assert.True(all.RestPerMille <= fewer.RestPerMille);
                    Assert.True(all.ExpectedGrams <= fewer.ExpectedGrams + Slack(fewer));
                    Assert.True(all.Level <= fewer.Level);
                }
            );

    [Fact]
    public void ALaterTimeOfDayNeverLowersTheRiskOfALotThatHasSoldNothing() =>
        Gen.Select(Lots, Gen.Int[0, 16 * 60], Gen.Int[0, 16 * 60])
            .Sample(
                (lot, one, other) =>
                {
                    var quiet = lot with { RecentDays = [], Now = Now.AddMinutes(Math.Min(one, other)) };
                    Assert.True(
                        quiet.Forecast().RestPerMille <= (quiet with { Now = Now.AddMinutes(Math.Max(one, other)) }).Forecast().RestPerMille
                    );
                }
            );

    [Fact]
    public void TheSameFactsGiveTheSameForecast() =>
        Lots.Sample(lot => Assert.Equal(lot.Forecast(), (lot with { RecentDays = [.. lot.RecentDays] }).Forecast()));

    [Fact]
    public void TheLargestWeightsDoNotOverflow()
    {
        var prior = new DemandPrior(double.MaxValue, 20, long.MaxValue, 50, 50);
        foreach (
            var facts in new[]
            {
                Lot(long.MaxValue, days: 10),
                Lot(long.MaxValue, days: 10, prior: prior),
                Lot(1, days: 3_000, prior: prior),
            }
        )
        {
            var forecast = (facts with { RecentDays = [new(Today, int.MaxValue, long.MaxValue)] }).Forecast();
            Assert.InRange(forecast.ExpectedGrams, 0, facts.UnsoldGrams);
            Assert.InRange(forecast.RestPerMille, 0, 1_000);
        }
    }

    /// <summary>A billionth of the stock: as close as shares are kept.</summary>
    private static long Slack(BacklogForecast forecast) => 1 + forecast.Reason.UnsoldGrams / 1_000_000_000;
}
