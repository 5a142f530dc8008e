namespace AgriMarket.Domain.Members;

/// <summary>How many wrong passwords are let pass, and how long after that nobody is asked for one.</summary>
public sealed record FailureLimit(int Most, TimeSpan LockFor)
{
    /// <summary>Of one login from one network address, or from one device that its member has signed in on before.</summary>
    public static readonly FailureLimit OfCaller = new(10, TimeSpan.FromMinutes(5));

    /// <summary>Of one login from everywhere, but for the devices of its member: these no stranger can lock out.</summary>
    public static readonly FailureLimit OfStrangers = new(50, TimeSpan.FromMinutes(15));

    /// <summary>Of answers that name nobody: noted, and never a lock, which would shut out everybody of a network.</summary>
    public static readonly FailureLimit OfNobody = new(int.MaxValue, TimeSpan.Zero);
}

/// <summary>Wrong passwords of one kind that came one after the other, counted alike for logins that nobody has.</summary>
public sealed class SignInFailures
{
    public const int KeyMaxLength = 80;

    /// <summary>So long after the last one, counting begins anew.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromHours(1);

    /// <summary>What is counted: a login from a network, on a device, or from all strangers.</summary>
    public required string Key { get; init; }

    public int Count { get; private set; }

    /// <summary>Since an entry of the register said how many there were.</summary>
    public int Unnoted { get; private set; }

    /// <summary>When the last such entry was made; null before the first.</summary>
    public DateTime? NotedAt { get; private set; }

    public required DateTime LastAt { get; set; }

    public DateTime? LockedUntil { get; private set; }

    /// <summary>One entry of the register in this time.</summary>
    private static readonly TimeSpan NotedOnceIn = TimeSpan.FromMinutes(1);

    /// <summary>How many were wrong since the last entry, counting them as noted; null while the last entry is recent.</summary>
    public int? TakeUnnoted(DateTime now)
    {
        if (now - NotedAt < NotedOnceIn || Unnoted == 0)
        {
            return null;
        }

        var wrong = Unnoted;
        (Unnoted, NotedAt) = (0, now);
        return wrong;
    }

    public bool IsLocked(DateTime now) => LockedUntil > now;

    public void Fail(FailureLimit limit, DateTime now)
    {
        Unnoted = checked(Unnoted + 1);
        (Count, LastAt) = (now - LastAt < ForgottenAfter ? checked(Count + 1) : 1, now);
        if (Count >= limit.Most)
        {
            (Count, LockedUntil) = (0, now + limit.LockFor);
        }
    }
}
