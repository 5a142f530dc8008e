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

    /// <summary>The UTC instant at which a China day begins.</summary>
    public static DateTime StartOfDay(DateOnly day) => DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - Offset, DateTimeKind.Utc);
}
