using System.Security.Claims;
using System.Security.Cryptography;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Api;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.SignIn;

/// <summary>Gives programs the tokens of a session, and exchanges them.</summary>
internal sealed class TokenService(
    SignInManager<Member> signIn,
    MemberSessions sessions,
    FactorChecks factors,
    IOptionsMonitor<BearerTokenOptions> tokens,
    IOptions<IdentityOptions> identity,
    TimeProvider clock
)
{
    private const int SecretBytes = 32;

    /// <summary>
    /// The first tokens of a new session of somebody who has just shown who they are. With a second factor, rejects as
    /// <see cref="FactorChecks.WhyNotAsync"/> does.
    /// </summary>
    public async Task<Results<SignInHttpResult, Refused>> BeginAsync(Member member, string? factorCode)
    {
        var hasFactor = await factors.HasAsync(member.Id);
        if (hasFactor && await factors.WhyNotAsync(member.Id, factorCode) is { } why)
        {
            return new Refused(why);
        }

        var secret = NewSecret();
        var begun = await sessions.BeginAsync(member.Id, secret, hasFactor);
        return begun.IsOk ? Tokens(member, begun.Value, secret) : new Refused(begun.Rejections);
    }

    /// <summary>
    /// New tokens for a refresh token, which is good once. Rejects with <c>member.refresh-failed</c>; one that was exchanged before has
    /// been copied, and ends its session.
    /// </summary>
    public async Task<Results<SignInHttpResult, Refused>> RefreshAsync(string refreshToken, string field)
    {
        var ticket = tokens.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(refreshToken);
        if (
            ticket?.Properties.ExpiresUtc > clock.GetUtcNow()
            && ticket.Principal.SessionId() is { } session
            && ticket.Principal.FindFirstValue(MemberTokens.RefreshSecret) is { } shown
            && await signIn.ValidateSecurityStampAsync(ticket.Principal) is { } member
        )
        {
            var secret = NewSecret();
            var refreshed = await sessions.RefreshAsync(session, shown, secret);
            if (!refreshed.IsOk)
            {
                return new Refused(refreshed.Rejections);
            }

            if (refreshed.Value)
            {
                return Tokens(member, session, secret);
            }
        }

        return new Refused(new Rejection("member.refresh-failed", field));
    }

    private SignInHttpResult Tokens(Member member, Guid sessionId, string secret) =>
        TypedResults.SignIn(
            MemberTokens.For(member, sessionId, secret, identity.Value),
            authenticationScheme: IdentityConstants.BearerScheme
        );

    private static string NewSecret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(SecretBytes));
}
