namespace AgriMarket.Domain.Logistics;

/// <summary>
/// Until when a lot is sold so that it is with its buyer by its best-before date. Orders count the days of their own way, which the
/// freight table knows; whatever is the same for all buyers, such as a forecast or the risk of a lot, counts the market's usual ones.
/// </summary>
public static class SellingDays
{
    /// <summary>The last China day on which something sold still arrives in time.</summary>
    /// <param name="transitDays">Days on the way, zero or more.</param>
    public static DateOnly Last(DateOnly bestBeforeOn, int transitDays) => bestBeforeOn.AddDays(-transitDays);

    /// <summary>China days left for selling, today included; zero when none is left.</summary>
    /// <param name="transitDays">Days on the way, zero or more.</param>
    public static int Left(DateOnly bestBeforeOn, int transitDays, DateOnly today) =>
        Math.Max(0, bestBeforeOn.DayNumber - transitDays - today.DayNumber + 1);

    /// <summary>The China day on which something ordered today arrives: it leaves today, or when it is ready.</summary>
    /// <param name="transitDays">Days on the way, zero or more.</param>
    public static DateOnly ArrivesOn(DateOnly readyOn, DateOnly today, int transitDays) =>
        DateOnly.FromDayNumber(
            Math.Min(Math.Max(readyOn.DayNumber, today.DayNumber), DateOnly.MaxValue.DayNumber - transitDays) + transitDays
        );
}
