namespace AgriMarket.Domain.Members;

/// <summary>A member's authenticator app. It counts from where they have shown its first code.</summary>
public sealed class MemberFactor
{
    public const int SealedMaxLength = 1_000;

    public required Guid MemberId { get; init; }

    /// <summary>The key that the app knows too, sealed with keys that are not in the database.</summary>
    public required string Sealed { get; init; }

    public required DateTime StartedAt { get; init; }

    /// <summary>Null until its first code was shown.</summary>
    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>Of the last code that was taken, in steps of 30 seconds since 1970: neither it nor an earlier one is taken again.</summary>
    public long LastStep { get; private set; }

    public void Confirm(DateTime now) => ConfirmedAt ??= now;

    /// <summary>Takes the code of a time step.</summary>
    /// <returns>Whether it was not taken before.</returns>
    public bool Take(long step)
    {
        var isNew = step > LastStep;
        LastStep = Math.Max(step, LastStep);
        return isNew;
    }
}

/// <summary>A code on paper that stands in for the app once.</summary>
public sealed class RecoveryCode
{
    /// <summary>Made at once; new ones take the place of all before.</summary>
    public const int HowMany = 10;

    /// <summary>SHA-256 in hexadecimal digits: enough for a code that nobody can guess.</summary>
    public const int HashLength = 64;

    public required Guid Id { get; init; }

    public required Guid MemberId { get; init; }

    public required string Hash { get; init; }

    public DateTime? UsedAt { get; private set; }

    public void Use(DateTime now) => UsedAt ??= now;
}
