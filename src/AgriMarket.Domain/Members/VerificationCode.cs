using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Members;

/// <summary>What a member can be reached by, and proves to have.</summary>
public enum ContactKind
{
    /// <summary>A mobile number of mainland China: 11 digits.</summary>
    Mobile,

    /// <summary>An e-mail address, in lower case.</summary>
    Email,
}

/// <summary>What a code is good for; it is none for anything else.</summary>
public enum CodePurpose
{
    /// <summary>A signed-in member shows that a number or address is theirs.</summary>
    Prove,

    /// <summary>A signed-in member shows, by the old number or address, that they may change it.</summary>
    Change,

    SignIn,
    ResetPassword,
}

/// <summary>
/// A code of six digits sent to a number or address. The digits are stored nowhere: they follow from the row's id and a key of the
/// market. Asked for again it is another code, and the first stays good for its own time, so that a message that comes late is as good as
/// the last one.
/// </summary>
public sealed class VerificationCode
{
    public const int Digits = 6;

    /// <summary>Wrong digits after which a code is good for nothing.</summary>
    public const int MaxTries = 5;

    /// <summary>Counted from when it was asked for.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    public required Guid Id { get; init; }

    public required ContactKind Kind { get; init; }

    /// <summary>The number or address it goes to.</summary>
    public required string Target { get; init; }

    public required CodePurpose Purpose { get; init; }

    /// <summary>Who asked for it; null for somebody who is not signed in.</summary>
    public Guid? MemberId { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public int Tries { get; private set; }

    public DateTime? UsedAt { get; private set; }

    public bool IsOpen(DateTime now) => UsedAt is null && Tries < MaxTries && now < ExpiresAt;

    /// <summary>
    /// Uses it up, or counts a wrong try. Rejects beside <paramref name="field"/> with <c>code.wrong</c>, and with <c>code.none</c>
    /// when it is good for nothing any more.
    /// </summary>
    public Rejection? Try(bool isRight, DateTime now, string field)
    {
        if (!IsOpen(now))
        {
            return None(field);
        }

        if (isRight)
        {
            UsedAt = now;
            return null;
        }

        Tries = checked(Tries + 1);
        return Tries < MaxTries ? new Rejection("code.wrong", field, (long)(MaxTries - Tries)) : None(field);
    }

    /// <summary>There is no code, or none that is good any more.</summary>
    public static Rejection None(string field) => new("code.none", field);
}
