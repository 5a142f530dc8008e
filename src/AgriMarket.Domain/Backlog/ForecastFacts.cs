using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Backlog;

/// <summary>All that the forecast of a lot is made from, as known at one instant.</summary>
/// <param name="UnsoldGrams">Available and held; zero or more.</param>
/// <param name="OfferedGrams">Listed and adjusted; zero or more.</param>
/// <param name="ListedAt">UTC; a lot listed for later has sold nothing yet and may lie after <paramref name="Now"/>.</param>
/// <param name="Now">UTC.</param>
/// <param name="TransitDays">Days on the way to the buyer, zero or more: sold must be early enough to arrive by best-before.</param>
/// <param name="RecentDays">The lot's own sales; days that are too old, later than now, or without orders do not matter.</param>
/// <param name="Prior">How comparable lots sell.</param>
/// <param name="Rhythm">How the week runs in the whole market.</param>
public sealed record ForecastFacts(
    long UnsoldGrams,
    long OfferedGrams,
    DateTime ListedAt,
    DateTime Now,
    DateOnly BestBeforeOn,
    int TransitDays,
    IReadOnlyList<DaySales> RecentDays,
    DemandPrior Prior,
    WeekdayProfile Rhythm
)
{
    /// <summary>The China day of <see cref="Now"/>.</summary>
    public DateOnly Today => ChinaTime.Day(Now);

    /// <summary>The last China day on which something sold still arrives in time.</summary>
    public DateOnly LastSellingDay => SellingDays.Last(BestBeforeOn, TransitDays);

    /// <summary>China days left for selling, today included; zero when none is left.</summary>
    public int DaysLeft => SellingDays.Left(BestBeforeOn, TransitDays, Today);
}
