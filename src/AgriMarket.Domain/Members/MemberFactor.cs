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

/// <summary>
/// A passkey of a member: the public half of a key pair whose private half never leaves their device, which asks for their finger, face
/// or PIN before it signs.
/// </summary>
public sealed class MemberPasskey
{
    /// <summary>Of one member at a time: a phone, a computer and a few keys on key rings.</summary>
    public const int MostOfMember = 10;
    public const int NameMaxLength = 40;

    /// <summary>Signs of Base64 for 1,023 bytes; the standard allows no more.</summary>
    public const int CredentialIdMaxLength = 1_364;

    /// <summary>Signs of Base64; an RSA key of 4,096 bits takes about 720.</summary>
    public const int PublicKeyMaxLength = 1_400;
    public const int TransportsMaxLength = 100;

    public required Guid Id { get; init; }

    public required Guid MemberId { get; init; }

    /// <summary>What its member calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What the device calls it, in Base64 for addresses; no two passkeys of the market have one.</summary>
    public required string CredentialId { get; init; }

    /// <summary>In the form of COSE, in Base64 for addresses.</summary>
    public required string PublicKey { get; init; }

    /// <summary>How a browser reaches its device, separated by commas; empty where it does not say.</summary>
    public required string Transports { get; init; }

    /// <summary>Whether it may be kept in more than one device. It never changes.</summary>
    public required bool IsBackupEligible { get; init; }

    public bool IsBackedUp { get; set; }

    /// <summary>How often the device has signed with it, as it says; 0 where it does not count.</summary>
    public long SignCount { get; set; }

    public required DateTime AddedAt { get; init; }

    /// <summary>Null until its first use after it was added.</summary>
    public DateTime? LastUsedAt { get; private set; }

    /// <summary>
    /// When the challenge of the last answer was made, in ticks: an answer to it or to an earlier one is not taken again. Devices that
    /// keep a passkey in a cloud do not count how often they sign, so that their count shows no copy.
    /// </summary>
    public long LastChallenge { get; private set; }

    /// <summary>Takes an answer to a challenge, whose signature was right.</summary>
    /// <returns>Whether it was not taken before.</returns>
    public bool Take(DateTime challengedAt, long signCount, bool isBackedUp, DateTime now)
    {
        if (challengedAt.Ticks <= LastChallenge || (signCount <= SignCount && (signCount, SignCount) != (0, 0)))
        {
            return false;
        }

        (LastChallenge, SignCount, IsBackedUp, LastUsedAt) = (challengedAt.Ticks, signCount, isBackedUp, now);
        return true;
    }
}
