namespace AgriMarket.Domain.Payments;

/// <summary>When what a gateway did not do is asked for again: soon at first, then ever more seldom, and in the end by a person.</summary>
public static class Retries
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(10),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(12),
    ];

    /// <summary>When what a gateway did not answer to is asked for again, once it answers.</summary>
    public static readonly TimeSpan Soon = Waits[0];

    /// <summary>Within a gateway's own day, whatever the clocks say.</summary>
    private static readonly TimeSpan KeysLast = TimeSpan.FromHours(20);

    /// <summary>How often something is tried before a person has to look: over a bit more than a day in all.</summary>
    public static int Most => Waits.Length + 1;

    /// <summary>The instant of the next try; null when there is none.</summary>
    /// <param name="tries">Those made so far, at least 1.</param>
    public static DateTime? After(int tries, DateTime now) => tries <= Waits.Length ? now + Waits[tries - 1] : null;

    /// <summary>
    /// Whether something that is asked for now may have been done before without an answer, and by a gateway that has forgotten
    /// the key since: gateways keep keys for a day. Whoever sends money looks first whether it was sent, then.
    /// </summary>
    /// <param name="since">When it was first to be asked for with its key.</param>
    /// <param name="nextTryAt">Later than that when it has been tried.</param>
    public static bool MayBeDone(DateTime since, DateTime nextTryAt, DateTime now) => nextTryAt > since || now - since > KeysLast;
}
