namespace AgriMarket.Domain.Backlog;

/// <summary>Why a forecast is what it is; with <see cref="ForecastReason"/>'s figures it makes one sentence.</summary>
public enum ForecastReasonKind
{
    /// <summary>"Everything is sold."</summary>
    SoldOut,

    /// <summary>"What is sold now no longer arrives by best-before; {UnsoldGrams} are left."</summary>
    NoTimeLeft,

    /// <summary>"Just listed. Lots like it sell {ExpectedGramsPerDay} a day; with {DaysLeft} days left that is probably enough."</summary>
    NewAndLikelyToSell,

    /// <summary>
    /// "Just listed. Lots like it sell {ExpectedGramsPerDay} a day; {NeededGramsPerDay} a day are needed to sell all in {DaysLeft} days."
    /// </summary>
    NewAndMuch,

    /// <summary>"Nobody has ordered in {MeasuredDays} days; {NeededGramsPerDay} a day are needed to sell all in {DaysLeft} days."</summary>
    NoOrders,

    /// <summary>
    /// "It sells about {ExpectedGramsPerDay} a day; {NeededGramsPerDay} a day are needed to sell all in {DaysLeft} days."
    /// </summary>
    TooSlow,

    /// <summary>
    /// "It sells about {ExpectedGramsPerDay} a day, and {NeededGramsPerDay} are needed: it may just sell out in {DaysLeft} days, or not."
    /// </summary>
    Close,

    /// <summary>"It sells about {ExpectedGramsPerDay} a day, enough to sell all in {DaysLeft} days."</summary>
    FastEnough,
}

/// <summary>The figures of the sentence that a page writes in its reader's language.</summary>
/// <param name="UnsoldGrams">Left to sell.</param>
/// <param name="ExpectedGramsPerDay">What an average day is expected to sell, to the nearest gram.</param>
/// <param name="NeededGramsPerDay">What each day left would have to sell, rounded up; all that is unsold when no day is left.</param>
/// <param name="DaysLeft">China days left for selling, today included.</param>
/// <param name="MeasuredDays">China days of its own sales that were looked at, today included.</param>
/// <param name="MeasuredOrders">Its orders on these days.</param>
public sealed record ForecastReason(
    ForecastReasonKind Kind,
    long UnsoldGrams,
    long ExpectedGramsPerDay,
    long NeededGramsPerDay,
    int DaysLeft,
    int MeasuredDays,
    int MeasuredOrders
);
