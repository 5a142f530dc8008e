using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Backlog;

/// <summary>
/// The risk level by which public money is paid, from two figures that everybody can check on the lot's page: the days left
/// for selling and the share unsold. Up to 2 days left are critical, up to 4 urgent, up to 8 to be watched. A lot of which more than three
/// quarters are sold is one level lower, and one with nothing left unsold is fine. Boards, notifications and help-sell go by
/// <see cref="BacklogForecast"/>, which knows more and changes with every sale.
/// </summary>
public static class SimpleRisk
{
    public const int CriticalDays = 2;
    public const int UrgentDays = 4;
    public const int WatchDays = 8;

    /// <summary>The share, in hundredths, below which what is unsold counts as little.</summary>
    public const int LittlePercent = 25;

    /// <summary>The level of a lot on a China day.</summary>
    /// <param name="transitDays">The market's usual days on the way, as the forecast counts them.</param>
    public static RiskLevel Of(Lot lot, DateOnly today, int transitDays) =>
        Of(lot.AvailableGrams + lot.HeldGrams, lot.ListedGrams + lot.AdjustedGrams, SellingDays.Left(lot.BestBeforeOn, transitDays, today));

    /// <param name="unsoldGrams">Available and held; zero or more.</param>
    /// <param name="offeredGrams">Listed and adjusted; zero or more.</param>
    /// <param name="daysLeft">China days left for selling, today included; zero when none is left.</param>
    public static RiskLevel Of(long unsoldGrams, long offeredGrams, int daysLeft)
    {
        if (unsoldGrams <= 0)
        {
            return RiskLevel.Fine;
        }

        var byDays = daysLeft switch
        {
            <= CriticalDays => RiskLevel.Critical,
            <= UrgentDays => RiskLevel.Urgent,
            <= WatchDays => RiskLevel.Watch,
            _ => RiskLevel.Fine,
        };
        var littleLeft = unsoldGrams * 100 < offeredGrams * LittlePercent;
        return littleLeft && byDays > RiskLevel.Fine ? byDays - 1 : byDays;
    }
}
