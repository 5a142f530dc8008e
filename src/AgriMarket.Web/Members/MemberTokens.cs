using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Members;

/// <summary>
/// Turns a program's token into what its member is now. A token says only who it was made for and when their standing last
/// changed; name and roles are read here, so that a role given or taken away, a lock and a new password count within
/// <see cref="MemberOptions.RecheckSeconds"/>.
/// </summary>
internal sealed class MemberTokens(IServiceScopeFactory scopes, IOptions<IdentityOptions> identity, IOptions<MemberOptions> options, TimeProvider clock) : IClaimsTransformation
{
    /// <summary>A bound on memory; at the bound everything is forgotten and read again.</summary>
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(string? Id, string? Stamp), (ClaimsPrincipal Member, DateTimeOffset ReadAt)> remembered = new();

    private string StampClaim => identity.Value.ClaimsIdentity.SecurityStampClaimType;

    /// <summary>What a new token holds.</summary>
    public static ClaimsPrincipal For(Member member, IdentityOptions identity) => new(new ClaimsIdentity(
        [
            new Claim(identity.ClaimsIdentity.UserIdClaimType, member.Id.ToString()),
            new Claim(identity.ClaimsIdentity.SecurityStampClaimType, member.SecurityStamp!),
        ],
        IdentityConstants.BearerScheme));

    /// <summary>The member as they stand now; nobody where the token no longer counts. Cookies pass as they are.</summary>
    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (principal.Identity?.AuthenticationType != IdentityConstants.BearerScheme)
        {
            return principal;
        }

        var (key, now) = ((principal.FindFirstValue(identity.Value.ClaimsIdentity.UserIdClaimType), principal.FindFirstValue(StampClaim)), clock.GetUtcNow());
        if (remembered.TryGetValue(key, out var known) && (now - known.ReadAt).Duration() < TimeSpan.FromSeconds(options.Value.RecheckSeconds))
        {
            return known.Member;
        }

        await using var scope = scopes.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<Member>>();
        if (await signIn.ValidateSecurityStampAsync(principal) is not { } member)
        {
            remembered.TryRemove(key, out _);
            return new ClaimsPrincipal(new ClaimsIdentity());
        }

        if (remembered.Count >= MostRemembered)
        {
            remembered.Clear();
        }

        var present = await signIn.CreateUserPrincipalAsync(member);
        remembered[key] = (present, now);
        return present;
    }
}
