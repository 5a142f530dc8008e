using System.ComponentModel.DataAnnotations;

namespace AgriMarket.Web.People.Security;

/// <summary>How members sign in and stay signed in (section <c>Members</c>).</summary>
public sealed class MemberOptions
{
    public const string Section = "Members";

    /// <summary>Sign-ins and sign-ups a minute from one network address. Generous: a village or an office may share one.</summary>
    [Range(1, 1_000_000)]
    public int SignInsPerMinute { get; set; } = 120;

    /// <summary>
    /// How often a cookie and an open page are compared with the member's present standing. What was taken away can last for
    /// two of these, a stale cookie having opened a page just before: under a minute by default.
    /// </summary>
    [Range(1, 30)]
    public int RecheckSeconds { get; set; } = 20;

    /// <summary>How long a device stays signed in without a visit.</summary>
    [Range(1, 365)]
    public int StaySignedInDays { get; set; } = 30;

    /// <summary>
    /// After how many days a session ends however often it is used: a season. A phone that was lost or given away while nobody thought of
    /// it is then no member any more.
    /// </summary>
    [Range(1, 3650)]
    public int LongestSessionDays { get; set; } = 180;

    /// <summary>
    /// The same in hours for those who must have a second factor: a working day, after which they show both factors again.
    /// </summary>
    [Range(1, 8760)]
    public int LongestOfficeHours { get; set; } = 12;

    /// <summary>
    /// Whether officials and administrators must have a second factor. Without it, only those who have set one up are asked for it.
    /// </summary>
    public bool RequireFactor { get; set; } = true;

    /// <summary>
    /// The name that passkeys are made for, such as <c>market.example</c>; empty for the name that the browser asks. Passkeys made for
    /// one name are good under no other.
    /// </summary>
    [RegularExpression("[a-z0-9.-]*", ErrorMessage = "Members:PasskeyDomain must be a host name, such as market.example.")]
    public string PasskeyDomain { get; set; } = "";
}
