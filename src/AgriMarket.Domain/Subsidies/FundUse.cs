using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Subsidies;

/// <summary>How far a fund is used: what officials are told.</summary>
public enum FundUseLevel
{
    /// <summary>Less than 80 percent.</summary>
    Calm,

    /// <summary>80 percent or more.</summary>
    Nearing,

    /// <summary>95 percent or more.</summary>
    Ending,

    /// <summary>All of it.</summary>
    UsedUp,
}

/// <summary>How far a fund is used and when it will be used up.</summary>
public static class FundUse
{
    /// <summary>China days over which spending is measured, today included.</summary>
    public const int PaceDays = 7;

    /// <summary>Beyond ten years a date says nothing.</summary>
    public const int MostDaysAhead = 3_652;

    private const int NearingPercent = 80;
    private const int EndingPercent = 95;
    private const int WholePercent = 100;

    /// <param name="usedFen">Granted and reserved; zero or more.</param>
    /// <param name="depositFen">What has been paid in; a fund without money is calm.</param>
    public static FundUseLevel Level(long usedFen, long depositFen) =>
        (depositFen == 0 ? 0 : Rounding.Floor(usedFen, WholePercent, depositFen)) switch
        {
            >= WholePercent => FundUseLevel.UsedUp,
            >= EndingPercent => FundUseLevel.Ending,
            >= NearingPercent => FundUseLevel.Nearing,
            _ => FundUseLevel.Calm,
        };

    /// <summary>From how many percent on a level holds.</summary>
    public static int PercentOf(FundUseLevel level) =>
        level switch
        {
            FundUseLevel.UsedUp => WholePercent,
            FundUseLevel.Ending => EndingPercent,
            FundUseLevel.Nearing => NearingPercent,
            _ => 0,
        };

    /// <summary>The instant from which on grants count towards the pace.</summary>
    public static DateTime PaceBegins(DateTime now) => ChinaTime.StartOfDay(ChinaTime.Day(now).AddDays(1 - PaceDays));

    /// <summary>
    /// The China day on which the rest is used up if as much a day is granted as lately: over the last seven days, today
    /// included, or since the fund opened when that is shorter. Today when nothing is left; null when nothing is being spent
    /// and when it would take more than <see cref="MostDaysAhead"/> days.
    /// </summary>
    /// <param name="leftFen">What can still be spent; zero or more.</param>
    /// <param name="recentFen">Granted since <see cref="PaceBegins"/>; zero or more.</param>
    public static DateOnly? RunsDryOn(long leftFen, long recentFen, DateTime openedAt, DateTime now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leftFen);
        ArgumentOutOfRangeException.ThrowIfNegative(recentFen);
        var today = ChinaTime.Day(now);
        if (leftFen == 0)
        {
            return today;
        }

        if (recentFen == 0)
        {
            return null;
        }

        var days = Math.Clamp(today.DayNumber - ChinaTime.Day(openedAt).DayNumber + 1, 1, PaceDays);
        var daysAhead = Rounding.Floor(leftFen, days, recentFen);
        return daysAhead <= MostDaysAhead ? today.AddDays((int)daysAhead) : null;
    }
}
