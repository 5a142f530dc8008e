using AgriMarket.Domain.Editing;
using AgriMarket.Domain.Members;
using Microsoft.AspNetCore.Identity;

namespace AgriMarket.Web.People.Members;

/// <summary>
/// A person's login. The user name is the mobile number or the e-mail address they sign in with; a member may have both.
/// </summary>
public sealed class Member : IdentityUser<Guid>, IEdited
{
    public const int DisplayNameMaxLength = 40;

    /// <summary>In place of the names of whoever has closed their account.</summary>
    public const string ClosedName = "—";

    public string DisplayName { get; set; } = "";

    /// <summary>Of the display name, which they may change on two devices.</summary>
    public long EditVersion { get; private set; } = 1;

    /// <summary>Region code of the place they chose to have things sent to, on whatever device; null while they chose none.</summary>
    public string? DestinationCode { get; private set; }

    public DateTime JoinedAt { get; set; }

    /// <summary>Made up for the demo market. Only such members have the one-click sign-in, and only in Development.</summary>
    public bool IsDemo { get; set; }

    /// <summary>
    /// The mobile number that this member has shown to be theirs, 11 digits; null without one. Several members may share one: a family, a
    /// co-operative.
    /// </summary>
    public string? VerifiedMobile { get; private set; }

    public DateTime? MobileVerifiedAt { get; private set; }

    /// <summary>The e-mail address that this member has shown to be theirs, in lower case; null without one.</summary>
    public string? VerifiedEmail { get; private set; }

    public DateTime? EmailVerifiedAt { get; private set; }

    /// <summary>Since when they may not sign in; null while they may.</summary>
    public DateTime? LockedAt { get; private set; }

    /// <summary>The administrator who locked them.</summary>
    public Guid? LockedBy { get; private set; }

    public void Rename(string displayName) => (DisplayName, EditVersion) = (displayName, EditVersion + 1);

    public void Lock(Guid administratorId, DateTime now) => (LockedAt, LockedBy) = (now, administratorId);

    public void Unlock() => (LockedAt, LockedBy) = (null, null);

    /// <summary>Since when the account is closed, for good; null while it is not.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Makes the account nobody's: nothing says who it was, nobody signs in with it, and its login is free again.</summary>
    public void Close(DateTime now)
    {
        var nobody = $"closed-{Id:N}";
        IsDemo = false;
        DestinationCode = null;
        (ClosedAt, DisplayName, UserName, NormalizedUserName) = (now, ClosedName, nobody, nobody.ToUpperInvariant());
        (VerifiedMobile, MobileVerifiedAt, PhoneNumber, PhoneNumberConfirmed) = (null, null, null, false);
        (VerifiedEmail, EmailVerifiedAt, Email, EmailConfirmed) = (null, null, null, false);
        (PasswordHash, SecurityStamp, ConcurrencyStamp) = (null, Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());
    }

    public string? Verified(ContactKind kind) => kind == ContactKind.Mobile ? VerifiedMobile : VerifiedEmail;

    public DateTime? VerifiedAt(ContactKind kind) => kind == ContactKind.Mobile ? MobileVerifiedAt : EmailVerifiedAt;

    /// <summary>
    /// Records that a number or address is theirs; from now on they are reached by it, and it takes the place of the one before.
    /// </summary>
    public void Verify(ContactKind kind, string contact, DateTime now)
    {
        if (kind == ContactKind.Mobile)
        {
            (VerifiedMobile, MobileVerifiedAt, PhoneNumber, PhoneNumberConfirmed) = (contact, now, contact, true);
        }
        else
        {
            (VerifiedEmail, EmailVerifiedAt, Email, EmailConfirmed) = (contact, now, contact, true);
        }

        ConcurrencyStamp = Guid.NewGuid().ToString();
    }
}
