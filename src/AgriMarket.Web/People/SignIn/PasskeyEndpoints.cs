using System.Security.Claims;
using AgriMarket.Platform.Api;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Passkeys;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.People.SignIn;

/// <summary>
/// What the script of pages asks before a device is asked, and where it confirms a session. It sends JSON, which a page of others cannot;
/// and the answer of a device says for whose page it was made.
/// </summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this WebApplication app)
    {
        app.MapPost(PeopleAddresses.PasskeySignIn, AskToSignInAsync).AllowAnonymous().RequireRateLimiting(Policies.PasswordForms);
        app.MapPost(PeopleAddresses.PasskeyConfirm, AskToConfirmAsync)
            .RequireAuthorization(Policies.Member)
            .RequireRateLimiting(Policies.PasswordForms);
        app.MapPost(PeopleAddresses.PasskeyConfirmed, ConfirmAsync)
            .RequireAuthorization(Policies.Member)
            .RequireRateLimiting(Policies.PasswordForms);
    }

    private static async Task<Results<Ok<PasskeyQuestion>, Refused>> AskToSignInAsync(SignInService signIn, bool? waiting) =>
        (await signIn.AskForPasskeyAsync(waiting == true)).Answer(question => question);

    private static async Task<Results<Ok<PasskeyQuestion>, Refused>> AskToConfirmAsync(
        ClaimsPrincipal user,
        FactorChecks factors,
        PasskeyChecks passkeys
    ) =>
        await factors.HasPasskeyAsync(user.RequireMemberId())
            ? TypedResults.Ok(await passkeys.AskAsync(PasskeyUse.Confirm, user.RequireMemberId(), user.SessionId()))
            : new Refused(new Domain.Common.Rejection("member.passkey-unknown"));

    private static async Task<Results<NoContent, Refused>> ConfirmAsync(PasskeyAnswer answer, ClaimsPrincipal user, PasskeyChecks passkeys)
    {
        var taken = await passkeys.TakeAsync(PasskeyUse.Confirm, answer, user.RequireMemberId(), user.SessionId());
        return taken.IsOk ? TypedResults.NoContent() : new Refused(taken.Rejections);
    }
}
