using System.Globalization;
using AgriMarket.Domain.Common;

namespace AgriMarket.Web.Farm.Money;

/// <summary>What time a statement is about: a China month, or all there has been.</summary>
/// <param name="Month">Its first day; null for all there has been.</param>
public readonly record struct StatementPeriod(DateOnly? Month)
{
    /// <summary>How a month is written, as browsers and programs do: 2020-02.</summary>
    private const string Form = "yyyy-MM";

    private static readonly DateOnly First = new(2000, 1, 1);
    private static readonly DateOnly Last = new(2999, 12, 1);

    public static readonly StatementPeriod All;

    /// <summary>From this UTC instant on.</summary>
    public DateTime From => ChinaTime.StartOfDay(Month ?? First);

    /// <summary>Up to this UTC instant, without it.</summary>
    public DateTime Before => ChinaTime.StartOfDay((Month ?? Last).AddMonths(1));

    /// <summary>2020-02; null for all.</summary>
    public string? Text => Month?.ToString(Form, CultureInfo.InvariantCulture);

    public bool Holds(DateTime? at) => at >= From && at < Before;

    /// <summary>The month in which a day is.</summary>
    public static StatementPeriod Of(DateOnly day) => new(new DateOnly(day.Year, day.Month, 1));

    /// <summary>The month as it is written; null for what is none.</summary>
    public static StatementPeriod? Read(string? text) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
        && month >= First
        && month <= Last
            ? new(month)
            : null;
}
