using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Backlog;

/// <summary>When in a China day orders come: evenly from 07:00 to 23:00, and none at night.</summary>
internal static class SellingHours
{
    private static readonly TimeSpan Open = TimeSpan.FromHours(7);
    private static readonly TimeSpan Close = TimeSpan.FromHours(23);

    /// <summary>The share of a China day's orders that comes before a UTC instant: 0 on an earlier day, 1 on a later one.</summary>
    public static double ShareBefore(DateTime instant, DateOnly day)
    {
        var sinceMidnight = instant - ChinaTime.StartOfDay(day);
        return Math.Clamp((sinceMidnight - Open) / (Close - Open), 0, 1);
    }
}
