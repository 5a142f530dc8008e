using System.Security.Claims;
using AgriMarket.Platform.Api;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.People.SignIn;

/// <summary>A new member, who now signs in with <paramref name="Login"/>.</summary>
internal sealed record MemberResponse(Guid Id, string DisplayName, string Login);

/// <summary>The token that came with the last access token.</summary>
internal sealed record RefreshRequest(string RefreshToken);

/// <summary>The session that has ended.</summary>
internal sealed record SignedOutResponse(Guid SessionId);

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
            .WithSummary(
                "Exchange a refresh token for new tokens, once. Shown again it ends the session, as does a new password or a lock."
            )
            .Produces<AccessTokenResponse>()
            .MayAnswer(StatusCodes.Status401Unauthorized);
        api.MapPost("/auth/sign-out", SignOutAsync)
            .WithTags("auth")
            .RequireAuthorization(Policies.Member)
            .WithSummary("End this session: its access token and its refresh token are good for nothing any more.");
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
        TokenService tokens
    )
    {
        var recognised = await signIn.RecogniseAsync(request);
        return recognised.IsOk ? await tokens.BeginAsync(recognised.Value, request.FactorCode) : new Refused(recognised.Rejections);
    }

    private static Task<Results<SignInHttpResult, Refused>> RefreshAsync(RefreshRequest request, TokenService tokens) =>
        tokens.RefreshAsync(request.RefreshToken, nameof(request.RefreshToken));

    private static async Task<Results<Ok<SignedOutResponse>, Refused>> SignOutAsync(ClaimsPrincipal user, MemberSessions sessions)
    {
        var session = user.SessionId()!.Value;
        var ended = await sessions.EndAsync(user.RequireMemberId(), session);
        return ended.IsOk ? TypedResults.Ok(new SignedOutResponse(session)) : new Refused(ended.Rejections);
    }
}
