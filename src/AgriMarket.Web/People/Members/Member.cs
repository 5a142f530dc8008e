using Microsoft.AspNetCore.Identity;

namespace AgriMarket.Web.People.Members;

/// <summary>
/// A person's login. The user name is the mobile number or the e-mail address they sign in with; a member may have both.
/// </summary>
public sealed class Member : IdentityUser<Guid>
{
    public const int DisplayNameMaxLength = 40;
    public const int PasswordMinLength = 8;

    /// <summary>Bounds the work of hashing, not the imagination.</summary>
    public const int PasswordMaxLength = 200;

    public string DisplayName { get; set; } = "";

    public DateTime JoinedAt { get; set; }

    /// <summary>Made up for the demo market. Only such members have the one-click sign-in, and only in Development.</summary>
    public bool IsDemo { get; set; }
}
