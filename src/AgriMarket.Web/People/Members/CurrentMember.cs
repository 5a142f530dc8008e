using System.Security.Claims;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;

namespace AgriMarket.Web.People.Members;

/// <summary>Reads a signed-in member's facts from the claims that <see cref="MemberClaims"/> wrote.</summary>
public static class CurrentMember
{
    /// <summary>The member's id; null for a visitor.</summary>
    public static Guid? MemberId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>The id of a member whom a policy has let in; throws for a visitor.</summary>
    public static Guid RequireMemberId(this ClaimsPrincipal principal) =>
        principal.MemberId() ?? throw new InvalidOperationException("Nobody is signed in here; the page's policy is missing.");

    /// <summary>The session of a cookie or token; null for a visitor.</summary>
    public static Guid? SessionId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(MemberClaims.Session), out var id) ? id : null;

    public static string DisplayName(this ClaimsPrincipal principal) => principal.FindFirstValue(MemberClaims.DisplayName) ?? "";

    public static bool Is(this ClaimsPrincipal principal, MemberRole role) => principal.IsInRole(role.ToString());

    public static IReadOnlyCollection<MemberRole> Roles(this ClaimsPrincipal principal) =>
        [.. Enum.GetValues<MemberRole>().Where(principal.Is)];

    /// <summary>True for an official with this duty.</summary>
    public static bool Has(this ClaimsPrincipal principal, Duties duty) => principal.HasClaim(MemberClaims.Duty, duty.ToString());

    public static IReadOnlyCollection<Duties> Duties(this ClaimsPrincipal principal) =>
        [.. Appointment.AllDuties.Each().Where(principal.Has)];
}
