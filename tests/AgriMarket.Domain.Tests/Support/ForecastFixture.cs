using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Tests.Support;

/// <summary>Facts of lots, and forecasts from them.</summary>
internal static class ForecastFixture
{
    public const long Kg = Weights.KilogramGrams;

    /// <summary>A Monday, 07:00 in China: the whole selling day lies ahead.</summary>
    public static readonly DateTime Now = new(2026, 11, 22, 23, 0, 0, DateTimeKind.Utc);

    public static readonly DateOnly Today = ChinaTime.Day(Now);

    /// <summary>Comparable lots sell 4 orders of 2.5 kg a day, every lot somewhat differently.</summary>
    public static readonly DemandPrior Prior = new(4, 2, 2_500, 0.5, 1.5);

    /// <param name="days">Selling days left, today included.</param>
    /// <param name="age">Days since it was listed.</param>
    public static ForecastFacts Lot(
        long unsold,
        int days,
        int age = 14,
        IReadOnlyList<DaySales>? sales = null,
        int transit = 0,
        DemandPrior? prior = null
    ) =>
        new(
            unsold,
            unsold,
            Now.AddDays(-age),
            Now,
            Today.AddDays(days - 1 + transit),
            transit,
            sales ?? [],
            prior ?? Prior,
            WeekdayProfile.Flat
        );

    /// <summary>The same sales on each of the last days, yesterday the last.</summary>
    public static IReadOnlyList<DaySales> Daily(int days, int orders, long grams) =>
        [.. Enumerable.Range(1, days).Select(back => new DaySales(Today.AddDays(-back), orders, grams))];

    public static BacklogForecast Forecast(this ForecastFacts facts) =>
        BacklogForecast.For(facts, ForecastSettings.Default, RiskThresholds.Default);
}
