using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;

namespace AgriMarket.Web.Aid.Forecasts;

/// <summary>
/// The figures of a forecast's sentences, in grams of whole units. Rounding keeps their order: what is likely lies within its band,
/// and nothing is more than there is.
/// </summary>
/// <param name="SellingDays">In how many days all would be sold at the pace that the sentence names.</param>
internal readonly record struct ForecastFigures(
    long LikelyGrams,
    long LowGrams,
    long HighGrams,
    long GramsPerDay,
    long NeededGramsPerDay,
    long SellingDays
)
{
    public static ForecastFigures Of(BacklogForecast forecast, long unitGrams)
    {
        var reason = forecast.Reason;
        long Rest(long grams) => Math.Min(ForecastFormatter.Rough(grams, unitGrams), reason.UnsoldGrams);

        var perDay = ForecastFormatter.Rough(reason.ExpectedGramsPerDay, unitGrams);
        return new(
            Rest(forecast.LikelyGrams),
            Rest(forecast.LowGrams),
            Rest(forecast.HighGrams),
            perDay,
            ForecastFormatter.Rough(reason.NeededGramsPerDay, unitGrams),
            Rounding.StepsUp(reason.UnsoldGrams, Math.Max(1, perDay))
        );
    }

    /// <summary>
    /// Key of the sentence that says the reason without contradicting its own figures: pace and need are those of whole days, and a
    /// probability knows more, such as that today is nearly over or that some days are poor.
    /// </summary>
    public string ReasonKey(ForecastReason reason) =>
        reason.Kind switch
        {
            ForecastReasonKind.FastEnough when SellingDays >= reason.DaysLeft => "FastEnough.Just",
            ForecastReasonKind.TooSlow when GramsPerDay >= NeededGramsPerDay => "TooSlow.Late",
            ForecastReasonKind.NewAndMuch when GramsPerDay >= NeededGramsPerDay => "NewAndMuch.Late",
            _ => $"{reason.Kind}",
        };
}
