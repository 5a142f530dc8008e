using System.Globalization;
using System.Text.RegularExpressions;
using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Aid.Forecasts;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Tests.Support;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Tests.Bugs;

/// <summary>
/// Sentences of forecasts contradicted themselves: 15 斤 at 11 a day took "285 days", "0 left" stood beside "about 3,223 will be left",
/// and 3,848 was most likely between 3,849 and 3,850.
/// </summary>
[Trait("Database", "none")]
public sealed partial class ForecastSentencesTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const long Jin = Weights.JinGrams;

    private static readonly DateTime Now = new(2026, 11, 22, 23, 0, 0, DateTimeKind.Utc);

    private static readonly Gen<ForecastFacts> Facts =
        from unsold in Gen.OneOf(Gen.Long[1, 20_000], Gen.Long[1, 10_000_000])
        from days in Gen.Int[0, 300]
        from minutes in Gen.Int[0, 16 * 60]
        from age in Gen.Int[0, 30]
        from rate in Gen.Double[0.01, 200]
        from shape in Gen.Double[0.2, 20]
        from grams in Gen.Long[500, 20_000]
        from sold in Gen.Select(Gen.Int[1, 20], Gen.Int[1, 50]).List[0, 10]
        select new ForecastFacts(
            unsold,
            unsold,
            Now.AddDays(-age),
            Now.AddMinutes(minutes),
            ChinaTime.Day(Now).AddDays(days - 1),
            0,
            [.. sold.Select(day => new DaySales(ChinaTime.Day(Now).AddDays(-day.Item1), day.Item2, day.Item2 * grams))],
            new DemandPrior(rate, shape, grams, 0.5, 1.5),
            WeekdayProfile.Flat
        );

    [Fact]
    public void WhatIsLikelyLiesWithinItsBandAndWithinWhatThereIs() =>
        Facts.Sample(facts =>
        {
            var forecast = BacklogForecast.For(facts, ForecastSettings.Default, RiskThresholds.Default);
            foreach (var unit in new[] { Jin, Weights.KilogramGrams })
            {
                var figures = ForecastFigures.Of(forecast, unit);
                Assert.InRange(figures.LikelyGrams, figures.LowGrams, figures.HighGrams);
                Assert.InRange(figures.HighGrams, 0, facts.UnsoldGrams);
            }
        });

    [Fact]
    public void ASentenceAgreesWithItsOwnFigures()
    {
        var formatter = Formatter();
        Facts.Sample(facts =>
        {
            var forecast = BacklogForecast.For(facts, ForecastSettings.Default, RiskThresholds.Default);
            var (rest, why) = Say(formatter, forecast);
            if (Pace().Match(why) is { Success: true } pace)
            {
                Assert.True(Figure(pace, 1) < Figure(pace, 2), why);
            }

            if (Lasting().Match(why) is { Success: true } lasting)
            {
                Assert.True(Figure(lasting, 1) < Figure(lasting, 2), why);
            }

            if (Band().Match(rest) is { Success: true } band)
            {
                Assert.InRange(Figure(band, 1), Figure(band, 2), Figure(band, 3));
                Assert.DoesNotContain("Days until it is sold", why, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public void FifteenJinAtElevenADayTakeTwoDays()
    {
        var forecast = new BacklogForecast(10, 0, 0, 0, 14, RiskLevel.Fine, Because(ForecastReasonKind.FastEnough, 15, 11, 1, 285));
        Assert.Equal("It sells about 11 jin a day. Days until it is sold: about 2. Days left: 285.", Say(Formatter(), forecast).Why);
    }

    [Fact]
    public void WhatIsLikelyIsNoneOutsideOfItsBand()
    {
        var reason = Because(ForecastReasonKind.TooSlow, 3_850, 11, 300, 13);
        var forecast = new BacklogForecast(999, 3_848 * Jin, 3_849 * Jin, 3_850 * Jin, 9_000, RiskLevel.Watch, reason);
        Assert.Contains("about 3,849 jin will be left, most likely between 3,849 jin and 3,850 jin", Say(Formatter(), forecast).Fate);
    }

    [Fact]
    public void WhatIsOrderedAndNotPaidForIsSaidToBe()
    {
        var reason = Because(ForecastReasonKind.TooSlow, 3_850, 11, 300, 13);
        var forecast = new BacklogForecast(999, 3_223 * Jin, 3_200 * Jin, 3_250 * Jin, 9_000, RiskLevel.Watch, reason);

        Assert.Equal(("All of it is ordered; 3,850 jin wait for payment", ""), Say(Formatter(), forecast, 3_850 * Jin));
        Assert.EndsWith("Of what is not sold, 850 jin are ordered and wait for payment.", Say(Formatter(), forecast, 850 * Jin).Why);
    }

    private ForecastFormatter Formatter()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        return new(market.Services.GetRequiredService<IStringLocalizer<BacklogText>>(), new Reader(market.Clock));
    }

    private static (string Fate, string Why) Say(ForecastFormatter formatter, BacklogForecast forecast, long heldGrams = 0)
    {
        var outlook = new LotOutlook(Of(forecast.Reason.UnsoldGrams, heldGrams), forecast);
        return (formatter.Rest(outlook), formatter.Reason(outlook));
    }

    private static ForecastReason Because(ForecastReasonKind kind, long unsoldJin, long perDayJin, long neededJin, int daysLeft) =>
        new(kind, unsoldJin * Jin, perDayJin * Jin, neededJin * Jin, daysLeft, 14, 20);

    private static Lot Of(long unsoldGrams, long heldGrams)
    {
        var lot = new Lot
        {
            Id = Guid.CreateVersion7(),
            FarmerId = Guid.CreateVersion7(),
            FarmerName = "杨大山",
            Household = "杨大山",
            ProduceCode = "TB001",
            OriginCode = "522634",
            SaleKind = SaleKind.Loose,
            UnitGrams = Jin,
            UnitPriceFen = 380,
            ListedGrams = unsoldGrams,
            ReadyOn = ChinaTime.Day(Now),
            BestBeforeOn = ChinaTime.Day(Now).AddDays(300),
            ListedAt = Now,
        }.Fresh();
        if (heldGrams > 0)
        {
            lot.Follow(StockMove.For(StockReason.Held, heldGrams));
        }

        return lot;
    }

    private static decimal Figure(Match match, int group) =>
        decimal.Parse(match.Groups[group].Value, NumberStyles.Number, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:sells about|it sell) ([\d,.]+) jin a day; ([\d,.]+) jin a day are needed")]
    private static partial Regex Pace();

    [GeneratedRegex(@"until it is sold: about (\d+)\. Days left: (\d+)\.")]
    private static partial Regex Lasting();

    [GeneratedRegex(@"about ([\d,.]+) jin will be left, most likely between ([\d,.]+) jin and ([\d,.]+) jin")]
    private static partial Regex Band();
}
