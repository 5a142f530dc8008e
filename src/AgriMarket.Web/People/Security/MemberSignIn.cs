using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Security;

/// <summary>
/// Identity's sign-in, with one more reason for which a cookie or an open page loses its member: a lock set by hand. A lock
/// that failed passwords brought on only bars the door, or else a stranger could throw out anybody whose number they know.
/// </summary>
internal sealed class MemberSignIn(
    UserManager<Member> members,
    IHttpContextAccessor context,
    IUserClaimsPrincipalFactory<Member> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Member>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Member> confirmation,
    TimeProvider clock
) : SignInManager<Member>(members, context, claims, options, log, schemes, confirmation)
{
    public override async Task<bool> ValidateSecurityStampAsync(Member? user, string? securityStamp) =>
        await base.ValidateSecurityStampAsync(user, securityStamp) && !IsLockedByHand(user!);

    /// <summary>A lock by hand is recognised by lasting longer than one that failed passwords bring on.</summary>
    private bool IsLockedByHand(Member member) => member.LockoutEnd > clock.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan;
}
