using System.Security.Claims;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Members;

/// <summary>Makes a signed-in member's claims: identity, display name, and a role claim for each confirmed application.</summary>
public sealed class MemberClaims(UserManager<Member> members, IOptions<IdentityOptions> options, IDbContextFactory<MarketDb> contexts)
    : UserClaimsPrincipalFactory<Member>(members, options)
{
    public const string DisplayName = "display_name";

    /// <summary>The id of the session that a cookie or token belongs to.</summary>
    public const string Session = "session";

    /// <summary>A duty of an official: one claim for each.</summary>
    public const string Duty = "duty";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Member user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(DisplayName, user.DisplayName));
        await using var db = await contexts.CreateDbContextAsync();
        foreach (var role in await db.RolesOfAsync(user.Id))
        {
            identity.AddClaim(new Claim(identity.RoleClaimType, role.ToString()));
        }

        if (await db.OfficeOfAsync(user.Id) is { } post)
        {
            identity.AddClaims(post.Duties.Each().Select(duty => new Claim(Duty, duty.ToString())));
        }

        return identity;
    }
}
