namespace AgriMarket.Domain.Common;

/// <summary>
/// China Standard Time: UTC+8 all year (no daylight saving since 1991), one zone for the whole country.
/// Storage is UTC; days, windows and screens are China time.
/// </summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The calendar day in China at a UTC instant.</summary>
    public static DateOnly Day(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>The wall clock in China at a UTC instant, for showing only.</summary>
    public static DateTime Local(DateTime utc) => DateTime.SpecifyKind(utc + Offset, DateTimeKind.Unspecified);

    /// <summary>
    /// The UTC instant at which a China day begins. The first day of all begins before the first instant of UTC, which stands for it:
    /// whoever types a date may type any.
    /// </summary>
    public static DateTime StartOfDay(DateOnly day) =>
        day == DateOnly.MinValue
            ? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)
            : DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - Offset, DateTimeKind.Utc);

    /// <summary>The UTC instant at which a China day ends and the next begins, which the last day of all has none of.</summary>
    public static DateTime EndOfDay(DateOnly day) =>
        DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) + (TimeSpan.FromDays(1) - Offset), DateTimeKind.Utc);
}
