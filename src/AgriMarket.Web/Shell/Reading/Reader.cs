using System.Globalization;
using AgriMarket.Domain.Common;

namespace AgriMarket.Web.Shell.Reading;

/// <summary>In what a reader weighs.</summary>
public enum WeightUnit
{
    /// <summary>斤, 500 g.</summary>
    Jin,

    /// <summary>公斤, and 吨 from a tonne on.</summary>
    Kilogram,
}

/// <summary>
/// Shows weights, money and times in the reader's form: language from the request, weight unit from the reader's choice.
/// As a format provider it gives resource texts the formats <c>weight</c>, <c>yuan</c>, <c>day</c> and <c>time</c>:
/// <c>只剩 {0:weight}</c>.
/// </summary>
public sealed class Reader(TimeProvider clock) : IFormatProvider, ICustomFormatter
{
    public WeightUnit Unit { get; set; } = WeightUnit.Jin;

    /// <summary>Region code of the place that things are to go to, as chosen in this browser; null for none.</summary>
    public string? Destination { get; set; }

    /// <summary>Grams of one of the reader's units: what prices are for and live figures count in.</summary>
    public long UnitGrams => Unit == WeightUnit.Jin ? Weights.JinGrams : Weights.KilogramGrams;

    /// <summary>斤, 公斤; jin, kg.</summary>
    public string UnitName =>
        (Unit, IsChinese) switch
        {
            (WeightUnit.Jin, true) => "斤",
            (WeightUnit.Jin, false) => "jin",
            (_, true) => "公斤",
            _ => "kg",
        };

    /// <summary>吨, t: what weights from a tonne on are shown in; null for a reader of 斤, who has no such unit.</summary>
    public string? TonneName =>
        Unit == WeightUnit.Jin ? null
        : IsChinese ? "吨"
        : "t";

    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Today in China.</summary>
    public DateOnly Today => ChinaTime.Day(Now);

    /// <summary>¥1,234.50, from fen.</summary>
    public static string Yuan(long fen) =>
        string.Create(CultureInfo.InvariantCulture, $"{(fen < 0 ? "-" : "")}¥{YuanPart(fen)}{FenPart(fen)}");

    /// <summary>
    /// What <paramref name="perGrams"/> cost where <paramref name="grams"/> cost so many fen, to the nearest fen: ¥3.80. Below one fen
    /// to the first digit that is not zero, ¥0.002, since nothing that costs something is shown as free.
    /// </summary>
    public static string YuanPer(long fen, long grams, long perGrams)
    {
        if (grams == perGrams)
        {
            return Yuan(fen);
        }

        if (fen <= 0 || Rounding.Floor(fen, perGrams, grams) > 0)
        {
            return Yuan(Rounding.HalfUp(fen, perGrams, grams));
        }

        var (parts, digits) = (10L, 3);
        while (Rounding.Floor(fen, perGrams * parts, grams) == 0)
        {
            (parts, digits) = (parts * 10, digits + 1);
        }

        var shown = Rounding.HalfUp(fen, perGrams * parts, grams).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
        return $"¥0.{shown.TrimEnd('0')}";
    }

    /// <summary>The whole yuan, with thousands apart: the large part of a price.</summary>
    public static string YuanPart(long fen) => Math.Abs(fen / 100).ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>".50": the small part of a price.</summary>
    public static string FenPart(long fen) => string.Create(CultureInfo.InvariantCulture, $".{Math.Abs(fen % 100):00}");

    /// <summary>A weight in the reader's unit with its name: 12 斤, 6 公斤, 1.5 吨; 12 jin, 6 kg, 1.5 t.</summary>
    public string Weight(long grams)
    {
        var (size, name) =
            TonneName is { } tonne && grams is >= Weights.TonneGrams or <= -Weights.TonneGrams
                ? (Weights.TonneGrams, tonne)
                : (UnitGrams, UnitName);
        return $"{((decimal)grams / size).ToString("#,0.###", CultureInfo.InvariantCulture)} {name}";
    }

    /// <summary>What a price is for: 斤 where that is one of the reader's units, else a weight such as 2.5 斤.</summary>
    public string PerUnit(long grams) => grams == UnitGrams ? UnitName : Weight(grams);

    /// <summary>今天, 明天, else month and day; with the year when it is another.</summary>
    public string Day(DateOnly day)
    {
        var name = (day.DayNumber - Today.DayNumber, IsChinese) switch
        {
            (0, true) => "今天",
            (0, false) => "today",
            (1, true) => "明天",
            (1, false) => "tomorrow",
            (-1, true) => "昨天",
            (-1, false) => "yesterday",
            _ => null,
        };
        var sameYear = day.Year == Today.Year;
        return name
            ?? (
                IsChinese
                    ? day.ToString(sameYear ? "M月d日" : "yyyy年M月d日", CultureInfo.InvariantCulture)
                    : day.ToString(sameYear ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture)
            );
    }

    /// <summary>A UTC instant as day and China wall clock: 今天 18:00.</summary>
    public string Time(DateTime utc) => $"{Day(ChinaTime.Day(utc))} {ChinaTime.Local(utc).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>The sentence <paramref name="text"/> with its placeholders filled in the reader's form.</summary>
    public string Fill(string text, params object?[] args) => string.Format(this, text, args);

    public object? GetFormat(Type? formatType) =>
        formatType == typeof(ICustomFormatter) ? this : CultureInfo.CurrentCulture.GetFormat(formatType!);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
        (format, arg) switch
        {
            ("weight", long grams) => Weight(grams),
            ("yuan", long fen) => Yuan(fen),
            ("day", DateOnly day) => Day(day),
            ("time", DateTime utc) => Time(utc),
            (_, IFormattable value) => value.ToString(format, CultureInfo.CurrentCulture),
            _ => arg?.ToString() ?? "",
        };
}
