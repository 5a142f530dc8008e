namespace AgriMarket.Domain.Lots;

/// <summary>How long stock and grants wait for a payment.</summary>
public static class HoldTime
{
    /// <summary>The shortest and the longest time a campaign may give its buyers.</summary>
    public const int MinMinutes = 5;
    public const int MaxMinutes = 120;

    /// <summary>Who has begun to pay gets at least so long from then on: a bank's own page takes its time.</summary>
    public const int AttemptMinutes = 10;

    /// <summary>
    /// Beginning to pay never makes a hold longer than this in all, so that nobody blocks stock by opening the payment page.
    /// </summary>
    public const int MostMinutes = 60;

    /// <summary>
    /// The time for an order: the shortest of its lots' times. A campaign that keeps its stock moving is not slowed down by
    /// what else lies in the cart.
    /// </summary>
    /// <param name="campaignMinutes">One a lot: what its campaign says, null where that is nothing or there is none.</param>
    public static TimeSpan For(IEnumerable<int?> campaignMinutes, int marketMinutes) =>
        TimeSpan.FromMinutes(campaignMinutes.Select(minutes => minutes ?? marketMinutes).DefaultIfEmpty(marketMinutes).Min());

    /// <summary>Until when a hold lasts once a payment has begun. Never shorter than it was.</summary>
    public static DateTime Extended(DateTime placedAt, DateTime payBefore, DateTime now)
    {
        var (wanted, most) = (now.AddMinutes(AttemptMinutes), placedAt.AddMinutes(MostMinutes));
        var bounded = wanted < most ? wanted : most;
        return bounded > payBefore ? bounded : payBefore;
    }
}
