using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Aid.Forecasts;

/// <summary>Forecasts as sentences in the reader's language.</summary>
internal sealed class ForecastFormatter(IStringLocalizer<BacklogText> texts, Reader reader)
{
    /// <summary>What will become of the lot: "probably 30 斤 left, between 10 and 60".</summary>
    public string Rest(LotOutlook outlook)
    {
        var (lot, forecast) = outlook;
        if (IsAllHeld(lot))
        {
            return reader.Fill(texts["Rest.AllHeld"], lot.HeldGrams);
        }

        var figures = ForecastFigures.Of(forecast, reader.UnitGrams);
        return reader.Fill(
            texts[$"Rest.{RestKey(forecast.Reason.Kind, figures)}"],
            lot.BestBeforeOn,
            figures.LikelyGrams,
            figures.LowGrams,
            figures.HighGrams,
            forecast.Reason.UnsoldGrams
        );
    }

    /// <summary>Why, and what of it waits for a payment; nothing where <see cref="Rest"/> has said it already.</summary>
    public string Reason(LotOutlook outlook)
    {
        var (lot, forecast) = outlook;
        if (IsAllHeld(lot))
        {
            return "";
        }

        var held = lot.HeldGrams > 0 ? reader.Fill(texts["Held"], lot.HeldGrams) : "";
        var reason = forecast.Reason;
        if (reason.Kind is ForecastReasonKind.SoldOut or ForecastReasonKind.NoTimeLeft)
        {
            return held;
        }

        var figures = ForecastFigures.Of(forecast, reader.UnitGrams);
        var why = reader.Fill(
            texts[$"Reason.{figures.ReasonKey(reason)}"],
            reason.UnsoldGrams,
            figures.GramsPerDay,
            figures.NeededGramsPerDay,
            reason.DaysLeft,
            reason.MeasuredDays,
            figures.SellingDays
        );
        return Reader.IsChinese ? why + held : $"{why} {held}".TrimEnd();
    }

    private static string RestKey(ForecastReasonKind kind, ForecastFigures figures) =>
        kind switch
        {
            ForecastReasonKind.SoldOut => "SoldOut",
            ForecastReasonKind.NoTimeLeft => "NoTime",
            _ when figures.HighGrams == 0 => "None",
            ForecastReasonKind.FastEnough or ForecastReasonKind.NewAndLikelyToSell => "AtMost",
            _ when figures.LowGrams == figures.HighGrams => "About",
            _ => "Some",
        };

    /// <summary>Nothing of it can be bought now, and what is not sold waits for a payment.</summary>
    private static bool IsAllHeld(Lot lot) => lot.HeldGrams > 0 && lot.AvailableGrams < lot.UnitGrams;

    /// <summary>In whole units: a forecast to the gram would promise more than anybody knows. A little stays a little.</summary>
    public static long Rough(long grams, long unitGrams) => grams < unitGrams ? grams : Rounding.HalfUp(grams, 1, unitGrams) * unitGrams;
}
