using AgriMarket.Domain.Common;
using AgriMarket.Platform.Api;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.SignIn;

/// <summary>A new member, who now signs in with <paramref name="Login"/>.</summary>
internal sealed record MemberResponse(Guid Id, string DisplayName, string Login);

/// <summary>The token that came with the last access token.</summary>
internal sealed record RefreshRequest(string RefreshToken);

/// <summary>How programs become members and get the tokens they show.</summary>
internal static class AuthEndpoints
{
    public static void MapAuth(this RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth")
            .WithTags("auth")
            .AllowAnonymous()
            .RequireRateLimiting(Policies.PasswordForms)
            .MayAnswer(StatusCodes.Status429TooManyRequests);
        auth.MapPost("/register", RegisterAsync).WithSummary("Become a member, with a mobile number or an e-mail address as login.");
        auth.MapPost("/login", LoginAsync)
            .WithSummary("Get an access token, good for an hour, and a refresh token, good for 14 days.")
            .Produces<AccessTokenResponse>()
            .MayAnswer(StatusCodes.Status401Unauthorized);
        auth.MapPost("/refresh", RefreshAsync)
            .WithSummary("Exchange a refresh token for new tokens. A new password or a lock ends it.")
            .Produces<AccessTokenResponse>()
            .MayAnswer(StatusCodes.Status401Unauthorized);
    }

    private static async Task<Results<Created<MemberResponse>, Refused>> RegisterAsync(SignUpRequest request, MemberService members)
    {
        var made = await members.SignUpAsync(request);
        return made.IsOk
            ? TypedResults.Created((string?)null, new MemberResponse(made.Value.Id, made.Value.DisplayName, made.Value.UserName!))
            : new Refused(made.Rejections);
    }

    private static async Task<Results<SignInHttpResult, Refused>> LoginAsync(
        SignInRequest request,
        SignInService signIn,
        IOptions<IdentityOptions> identity
    )
    {
        var recognised = await signIn.RecogniseAsync(request);
        return recognised.IsOk ? Token(recognised.Value, identity.Value) : new Refused(recognised.Rejections);
    }

    private static async Task<Results<SignInHttpResult, Refused>> RefreshAsync(
        RefreshRequest request,
        SignInManager<Member> signIn,
        IOptionsMonitor<BearerTokenOptions> tokens,
        IOptions<IdentityOptions> identity,
        TimeProvider clock
    )
    {
        var ticket = tokens.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(request.RefreshToken);
        return ticket?.Properties.ExpiresUtc > clock.GetUtcNow() && await signIn.ValidateSecurityStampAsync(ticket.Principal) is { } member
            ? Token(member, identity.Value)
            : new Refused(new Rejection("member.refresh-failed", nameof(request.RefreshToken)));
    }

    internal static SignInHttpResult Token(Member member, IdentityOptions identity) =>
        TypedResults.SignIn(MemberTokens.For(member, identity), authenticationScheme: IdentityConstants.BearerScheme);
}
