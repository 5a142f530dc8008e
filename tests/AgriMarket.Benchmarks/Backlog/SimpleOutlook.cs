using AgriMarket.Domain.Common;

namespace AgriMarket.Benchmarks.Backlog;

internal enum OutlookKind
{
    /// <summary>Nothing is left to sell.</summary>
    SoldOut,

    /// <summary>Past best-before with something left.</summary>
    Past,

    /// <summary>On sale for less than a day: nothing honest can be said yet.</summary>
    TooEarly,

    /// <summary>At the present pace it sells out in time.</summary>
    WillSell,

    /// <summary>At the present pace something is left after best-before.</summary>
    WillRemain,
}

/// <summary>
/// What becomes of a lot if it goes on selling as fast as it has lately: a straight line through the last seven days, with no
/// season, no weather and no probability in it. Plain enough that a farmer can check it by hand.
/// </summary>
/// <param name="LeftGrams">Grams left after best-before, rounded up to a whole 斤; above zero only when some will remain.</param>
/// <param name="SoldOutOn">The China day on which the last of it goes; only when it will sell.</param>
internal sealed record SimpleOutlook(OutlookKind Kind, long LeftGrams = 0, DateOnly? SoldOutOn = null)
{
    /// <summary>How far back the pace is measured.</summary>
    public const int PaceDays = 7;

    private static readonly TimeSpan ShortestPace = TimeSpan.FromDays(1);

    /// <summary>The instant from which on sold grams count towards the pace.</summary>
    public static DateTime PaceBegins(DateTime now) => now.AddDays(-PaceDays);

    /// <summary>
    /// Pace = sold grams ÷ the time in which they were sold: seven days, or since listing when that is shorter. The same pace
    /// is assumed up to the end of the best-before day.
    /// </summary>
    /// <param name="unsoldGrams">Available and held grams; zero or more.</param>
    /// <param name="recentlySoldGrams">Sold since <see cref="PaceBegins"/>; zero or more.</param>
    /// <param name="listedAt">UTC, not after <paramref name="now"/>.</param>
    public static SimpleOutlook For(long unsoldGrams, long recentlySoldGrams, DateTime listedAt, DateOnly bestBeforeOn, DateTime now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unsoldGrams);
        ArgumentOutOfRangeException.ThrowIfNegative(recentlySoldGrams);
        if (unsoldGrams == 0)
        {
            return new(OutlookKind.SoldOut);
        }

        var timeLeft = ChinaTime.StartOfDay(bestBeforeOn.AddDays(1)) - now;
        if (timeLeft <= TimeSpan.Zero)
        {
            return new(OutlookKind.Past, unsoldGrams);
        }

        var measured = now - (listedAt > PaceBegins(now) ? listedAt : PaceBegins(now));
        if (measured < ShortestPace)
        {
            return new(OutlookKind.TooEarly);
        }

        var willSellGrams = Rounding.Floor(recentlySoldGrams, timeLeft.Ticks, measured.Ticks);
        return willSellGrams >= unsoldGrams
            ? new(
                OutlookKind.WillSell,
                SoldOutOn: ChinaTime.Day(now.AddTicks(Rounding.Floor(measured.Ticks, unsoldGrams, recentlySoldGrams)))
            )
            : new(
                OutlookKind.WillRemain,
                Math.Min(unsoldGrams, Weights.JinGrams * Rounding.StepsUp(unsoldGrams - willSellGrams, Weights.JinGrams))
            );
    }
}
