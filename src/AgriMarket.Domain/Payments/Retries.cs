namespace AgriMarket.Domain.Payments;

/// <summary>When what a gateway did not do is asked for again: soon at first, then ever more seldom, and in the end by a person.</summary>
public static class Retries
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <summary>How often something is tried before a person has to look: over a bit more than a day in all.</summary>
    public static int Most => Waits.Length + 1;

    /// <summary>The instant of the next try; null when there is none.</summary>
    /// <param name="tries">Those made so far, at least 1.</param>
    public static DateTime? After(int tries, DateTime now) => tries <= Waits.Length ? now + Waits[tries - 1] : null;
}
