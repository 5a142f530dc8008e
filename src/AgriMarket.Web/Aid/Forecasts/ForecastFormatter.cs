using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Aid.Forecasts;

/// <summary>Forecasts as sentences in the reader's language.</summary>
internal sealed class ForecastFormatter(IStringLocalizer<BacklogText> texts, Reader reader)
{
    /// <summary>What will become of the lot: "probably 30 斤 left, between 10 and 60".</summary>
    public string Rest(LotOutlook outlook)
    {
        var forecast = outlook.Forecast;
        return forecast.Reason.Kind switch
        {
            ForecastReasonKind.SoldOut => texts["Rest.SoldOut"],
            ForecastReasonKind.NoTimeLeft => reader.Fill(texts["Rest.NoTime"], forecast.Reason.UnsoldGrams),
            _ when forecast.HighGrams == 0 => reader.Fill(texts["Rest.None"], outlook.Lot.BestBeforeOn),
            _ => reader.Fill(
                texts["Rest.Some"],
                outlook.Lot.BestBeforeOn,
                Rough(forecast.ExpectedGrams),
                Rough(forecast.LowGrams),
                Rough(forecast.HighGrams)
            ),
        };
    }

    /// <summary>Why; nothing where <see cref="Rest"/> has said it already.</summary>
    public string Reason(BacklogForecast forecast)
    {
        var reason = forecast.Reason;
        if (reason.Kind is ForecastReasonKind.SoldOut or ForecastReasonKind.NoTimeLeft)
        {
            return "";
        }

        return reader.Fill(
            texts[$"Reason.{reason.Kind}"],
            Rough(reason.UnsoldGrams),
            Rough(reason.ExpectedGramsPerDay),
            Rough(reason.NeededGramsPerDay),
            reason.DaysLeft,
            reason.MeasuredDays
        );
    }

    /// <summary>In whole units: a forecast to the gram would promise more than anybody knows. A little stays a little.</summary>
    public static long Rough(long grams, long unitGrams) => grams < unitGrams ? grams : Rounding.HalfUp(grams, 1, unitGrams) * unitGrams;

    private long Rough(long grams) => Rough(grams, reader.UnitGrams);
}
