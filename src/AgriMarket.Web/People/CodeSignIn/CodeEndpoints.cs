using System.ComponentModel;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Api;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.People.Contacts;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.People.SignIn;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.People.CodeSignIn;

/// <summary>Asks for a code to sign in by.</summary>
internal sealed record CodeRequest([property: Description("A mobile number of mainland China.")] string Mobile);

/// <summary>The answer is the same whether a member has proved the number or not.</summary>
internal sealed record CodeResponse(
    [property: Description("How long a code is good for.")] int GoodForSeconds,
    [property: Description("To be sent back with the code, which is good for nothing without it.")] string Request
);

/// <summary>Signs in by a code.</summary>
internal sealed record CodeLoginRequest(
    string Mobile,
    string Code,
    [property: Description("The request that came when the code was asked for.")] string Request,
    [property: Description("The login of the account, where several share the mobile number.")] string? Login = null,
    [property: Description("Of the authenticator app, or a recovery code, where the account has a second factor.")]
        string? FactorCode = null
);

/// <summary>How programs get tokens by a code that was sent to their member's mobile.</summary>
internal static class CodeEndpoints
{
    public static void MapCodeSignIn(this RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth")
            .WithTags("auth")
            .AllowAnonymous()
            .RequireRateLimiting(Policies.PasswordForms)
            .MayAnswer(StatusCodes.Status429TooManyRequests);
        auth.MapPost("/code", AskAsync).WithSummary("Have a code sent to a mobile number that a member has proved, to sign in by.");
        auth.MapPost("/code-login", LoginAsync).WithSummary("Get tokens by a code, as by a password.").Produces<AccessTokenResponse>();
    }

    private static async Task<Results<Ok<CodeResponse>, Refused>> AskAsync(
        CodeRequest request,
        CodeSignInService byCode,
        AskedCodes codes,
        HttpContext context
    )
    {
        var asked = await byCode.AskAsync(request.Mobile, Caller.NetworkOf(context.Connection.RemoteIpAddress));
        return asked.Answer(code => new CodeResponse((int)VerificationCode.GoodFor.TotalSeconds, codes.Seal(code)));
    }

    private static async Task<Results<SignInHttpResult, Refused>> LoginAsync(
        CodeLoginRequest request,
        CodeSignInService byCode,
        AskedCodes codes,
        TokenService tokens
    )
    {
        var recognised = await byCode.RecogniseAsync(
            new(request.Mobile, request.Code, codes.Open(request.Request)),
            account => string.Equals(account.UserName, request.Login, StringComparison.OrdinalIgnoreCase),
            // Nobody wants a second SMS for having forgotten the other code.
            async (scope, account) =>
                string.IsNullOrWhiteSpace(request.FactorCode) && await scope.Db.HasFactorAsync(account.Id)
                    ? new Rejection("member.factor-needed", FactorGuard.Field)
                    : null
        );
        return recognised switch
        {
            { IsOk: false } => new Refused(recognised.Rejections),
            { Value.Member: { } member } => await tokens.BeginAsync(member, request.FactorCode),
            _ => new Refused(new Rejection("code.several", nameof(request.Login))),
        };
    }
}
