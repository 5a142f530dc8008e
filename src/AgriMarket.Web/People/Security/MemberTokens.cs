using System.Collections.Concurrent;
using System.Security.Claims;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Security;

/// <summary>
/// Turns a program's token into what its member is now. A token says only who it was made for and with which security stamp;
/// name and roles are read here, so that a role given or taken away, a lock and a new password count within
/// <see cref="MemberOptions.RecheckSeconds"/>.
/// </summary>
internal sealed class MemberTokens(
    IServiceScopeFactory scopes,
    OpenSessions sessions,
    IOptions<IdentityOptions> identity,
    IOptions<MemberOptions> options,
    TimeProvider clock
) : BearerTokenEvents
{
    /// <summary>The claim of a refresh token's secret.</summary>
    public const string RefreshSecret = "refresh";

    private const string Prefix = "Bearer ";

    /// <summary>
    /// Members with a token that are remembered at once, about 20 MB; at the bound everything is forgotten and read again.
    /// </summary>
    internal const int MostRemembered = 10_000;

    /// <summary>Smaller in tests only.</summary>
    internal int Most { get; set; } = MostRemembered;

    internal int Count => remembered.Count;

    private readonly ConcurrentDictionary<(string? Id, string? Stamp), (ClaimsPrincipal Member, DateTimeOffset ReadAt)> remembered = new();

    private ClaimsIdentityOptions Claims => identity.Value.ClaimsIdentity;

    /// <summary>What a new token holds.</summary>
    /// <param name="refreshSecret">What makes this refresh token another than that before.</param>
    public static ClaimsPrincipal For(Member member, Guid sessionId, string refreshSecret, IdentityOptions identity) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(identity.ClaimsIdentity.UserIdClaimType, member.Id.ToString()),
                    new Claim(identity.ClaimsIdentity.SecurityStampClaimType, member.SecurityStamp!),
                    new Claim(MemberClaims.Session, sessionId.ToString()),
                    new Claim(RefreshSecret, refreshSecret),
                ],
                IdentityConstants.BearerScheme
            )
        );

    /// <summary>Answers for tokens that can be read; the framework turns the others away.</summary>
    public override async Task MessageReceivedAsync(MessageReceivedContext context)
    {
        if (TicketOf(context) is not { } ticket)
        {
            return;
        }

        context.Principal = await PresentAsync(ticket.Principal);
        if (context.Principal is null)
        {
            context.Fail("The session has ended, the member's password was changed, or they are locked out.");
        }
        else
        {
            context.Success();
        }
    }

    private AuthenticationTicket? TicketOf(MessageReceivedContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var ticket = header.StartsWith(Prefix, StringComparison.Ordinal)
            ? context.Options.BearerTokenProtector.Unprotect(header[Prefix.Length..])
            : null;
        return ticket?.Properties.ExpiresUtc > clock.GetUtcNow() ? ticket : null;
    }

    /// <summary>The member as they stand now; null when the token no longer counts.</summary>
    private async Task<ClaimsPrincipal?> PresentAsync(ClaimsPrincipal token)
    {
        if (token.SessionId() is not { } session || !await sessions.HasAsync(session))
        {
            return null;
        }

        var (key, now) = (
            (token.FindFirstValue(Claims.UserIdClaimType), token.FindFirstValue(Claims.SecurityStampClaimType)),
            clock.GetUtcNow()
        );
        if (
            remembered.TryGetValue(key, out var known)
            && (now - known.ReadAt).Duration() < TimeSpan.FromSeconds(options.Value.RecheckSeconds)
        )
        {
            return Of(known.Member, session);
        }

        await using var scope = scopes.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<Member>>();
        if (await signIn.ValidateSecurityStampAsync(token) is not { } member)
        {
            remembered.TryRemove(key, out _);
            return null;
        }

        if (remembered.Count >= Most)
        {
            remembered.Clear();
        }

        var present = await signIn.CreateUserPrincipalAsync(member);
        remembered[key] = (present, now);
        return Of(present, session);
    }

    /// <summary>What is remembered of a member, whichever of their sessions asks.</summary>
    private static ClaimsPrincipal Of(ClaimsPrincipal member, Guid sessionId)
    {
        // A principal's own clone shares its identities: what is remembered would gather the sessions of all who ask, at once.
        var identity = ((ClaimsIdentity)member.Identity!).Clone();
        identity.AddClaim(new Claim(MemberClaims.Session, sessionId.ToString()));
        return new ClaimsPrincipal(identity);
    }
}
