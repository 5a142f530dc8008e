using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Security;

/// <summary>
/// Identity's sign-in, with one more reason for which a cookie, a token or an open page loses its member: an administrator has locked
/// them out.
/// </summary>
internal sealed class MemberSignIn(
    UserManager<Member> members,
    IHttpContextAccessor context,
    IUserClaimsPrincipalFactory<Member> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Member>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Member> confirmation
) : SignInManager<Member>(members, context, claims, options, log, schemes, confirmation)
{
    public override async Task<bool> ValidateSecurityStampAsync(Member? user, string? securityStamp) =>
        await base.ValidateSecurityStampAsync(user, securityStamp) && user!.LockedAt is null;
}
