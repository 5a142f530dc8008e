namespace AgriMarket.Domain.Members;

public enum SessionKind
{
    /// <summary>A browser, by a cookie.</summary>
    Browser,

    /// <summary>A program, by an access token and a refresh token.</summary>
    Program,
}

/// <summary>One sign-in of a member, from where it began until it is ended.</summary>
public sealed class MemberSession
{
    public const int DeviceMaxLength = 60;
    public const int NetworkMaxLength = 45;

    /// <summary>Of one member at a time; a further one ends the one that was not seen for longest.</summary>
    public const int MostOfMember = 50;

    /// <summary>
    /// How long after it was exchanged a refresh token may be shown once more: whoever lost the answer on a weak line asks again. Later it
    /// is somebody else who shows it.
    /// </summary>
    public static readonly TimeSpan AnswerMayBeLost = TimeSpan.FromMinutes(1);

    /// <summary>For how long a confirmation by the second factor lets its session decide about money, roles and deliveries.</summary>
    public static readonly TimeSpan ConfirmedFor = TimeSpan.FromMinutes(15);

    public required Guid Id { get; init; }

    public required Guid MemberId { get; init; }

    public required SessionKind Kind { get; init; }

    /// <summary>The browser and the system, such as <c>Chrome/Android</c>; either may be empty.</summary>
    public required string Device { get; init; }

    /// <summary>Where it began: enough of the address to know one's own, not who it is.</summary>
    public required string Network { get; init; }

    public required DateTime StartedAt { get; init; }

    /// <summary>To a quarter of an hour.</summary>
    public required DateTime LastSeenAt { get; set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>When the member last showed their second factor in it; null when they did not.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>Of the refresh token that is good now; null for a browser.</summary>
    public string? RefreshHash { get; set; }

    /// <summary>Of the one before it.</summary>
    public string? PreviousRefreshHash { get; private set; }

    public DateTime? RefreshedAt { get; private set; }

    public void End(DateTime now) => EndedAt ??= now;

    /// <summary>
    /// Exchanges the refresh token. One that was exchanged before has been copied: the session ends, for whoever has it now. Within
    /// <see cref="AnswerMayBeLost"/> of an exchange it is refused and nothing ends: a program that asked twice at once may show either
    /// answer, and the last one is good.
    /// </summary>
    /// <returns>Whether the new one is good.</returns>
    public bool Refresh(string shownHash, string newHash, DateTime now)
    {
        if (EndedAt is not null)
        {
            return false;
        }

        if (shownHash == RefreshHash)
        {
            (PreviousRefreshHash, RefreshHash, RefreshedAt, LastSeenAt) = (shownHash, newHash, now, now);
            return true;
        }

        var mayBeLost = now - RefreshedAt < AnswerMayBeLost;
        if (shownHash == PreviousRefreshHash && mayBeLost)
        {
            RefreshHash = newHash;
            return true;
        }

        if (!mayBeLost)
        {
            End(now);
        }

        return false;
    }
}

/// <summary>A browser that a member has signed in with, by a hash that says only that it is the same.</summary>
public sealed class MemberDevice
{
    /// <summary>Of one member; the one seen longest ago is forgotten.</summary>
    public const int MostOfMember = 20;

    public required Guid MemberId { get; init; }

    public required string DeviceKey { get; init; }

    public required DateTime SeenAt { get; set; }
}
