using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Passkeys;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.SignIn;

/// <summary>What is typed to sign in.</summary>
/// <param name="FactorCode">Of programs whose member has a second factor; a browser is asked for it on a page of its own.</param>
internal sealed record SignInRequest(string? Login, string? Password, string? FactorCode = null);

/// <summary>How far a browser's sign-in has come.</summary>
internal enum SignInStep
{
    Done,

    /// <summary>The password or the code was right; the second factor is still to be shown, within five minutes.</summary>
    Factor,
}

/// <summary>Recognises members, and signs them in and out of this browser.</summary>
internal sealed class SignInService(
    SignInManager<Member> signIn,
    MemberSessions sessions,
    KnownDevices devices,
    PasswordCheck passwords,
    FactorChecks factors,
    PasskeyChecks passkeys,
    IOptions<IdentityOptions> identity
)
{
    /// <summary>
    /// Rejects as <see cref="PasswordCheck.RecogniseAsync"/> does, and beside the field when something is missing.
    /// </summary>
    public async Task<Result<SignInStep>> SignInAsync(SignInRequest request)
    {
        var recognised = await RecogniseAsync(request);
        return recognised.IsOk ? await SignInAsync(recognised.Value) : Result<SignInStep>.Refused(recognised.Rejections);
    }

    /// <summary>Who it is, signed in nowhere yet. Refused like <see cref="SignInAsync(SignInRequest)"/>.</summary>
    public async Task<Result<Member>> RecogniseAsync(SignInRequest request)
    {
        var login = Login.Read(request.Login, nameof(request.Login));
        List<Rejection> missing = [.. login.Rejections];
        if (string.IsNullOrEmpty(request.Password))
        {
            missing.Add(new Rejection("member.password-missing", nameof(request.Password)));
        }

        if (missing.Count > 0)
        {
            return missing;
        }

        return await passwords.RecogniseAsync(login.Value.Name, request.Password!);
    }

    /// <summary>Signs in a member made up for the demo market; anybody else is refused.</summary>
    public async Task<Result<SignInStep>> SignInDemoAsync(Guid memberId)
    {
        if (await signIn.UserManager.FindByIdAsync(memberId.ToString()) is not { IsDemo: true } member)
        {
            return new Rejection("member.sign-in-failed");
        }

        return await SignInAsync(member);
    }

    /// <summary>
    /// A new session, in this browser, of somebody who has just shown who they are; with a second factor, only once that is shown too.
    /// </summary>
    public async Task<Result<SignInStep>> SignInAsync(Member member)
    {
        if (await factors.HasAsync(member.Id))
        {
            await signIn.Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, Waiting(member));
            return SignInStep.Factor;
        }

        var begun = await BeginAsync(member, isConfirmed: false);
        return begun.IsOk ? SignInStep.Done : Result<SignInStep>.Refused(begun.Rejections);
    }

    /// <summary>
    /// Completes a sign-in by the second factor. Rejects with <c>member.factor-expired</c>, and as
    /// <see cref="FactorChecks.WhyNotAsync"/> does.
    /// </summary>
    public async Task<Result<Done>> SignInByFactorAsync(string? code)
    {
        if (await WaitingMemberAsync() is not { } member)
        {
            return new Rejection("member.factor-expired");
        }

        if (await factors.WhyNotAsync(member.Id, code) is { } why)
        {
            return why;
        }

        await signIn.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        return await BeginAsync(member, isConfirmed: true);
    }

    /// <summary>What a browser is to ask its device to sign in. Rejects with <c>member.factor-expired</c>.</summary>
    /// <param name="isWaiting">Whether a password or code was right, and only whose it was may answer.</param>
    public async Task<Result<PasskeyQuestion>> AskForPasskeyAsync(bool isWaiting)
    {
        var waiting = isWaiting ? await WaitingMemberAsync() : null;
        return isWaiting && waiting is null
            ? new Rejection("member.factor-expired")
            : await passkeys.AskAsync(PasskeyUse.SignIn, waiting?.Id, sessionId: null);
    }

    /// <summary>
    /// Signs in by a passkey, which is both factors: the device, and what unlocks it. Rejects as <see cref="AskForPasskeyAsync"/> and
    /// <see cref="PasskeyChecks.TakeAsync"/> do, and with <c>member.locked</c>.
    /// </summary>
    public async Task<Result<Done>> SignInByPasskeyAsync(PasskeyAnswer answer, bool isWaiting)
    {
        var waiting = isWaiting ? await WaitingMemberAsync() : null;
        if (isWaiting && waiting is null)
        {
            return new Rejection("member.factor-expired");
        }

        var taken = await passkeys.TakeAsync(PasskeyUse.SignIn, answer, waiting?.Id, sessionId: null);
        if (!taken.IsOk)
        {
            return Result<Done>.Refused(taken.Rejections);
        }

        await signIn.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        return await BeginAsync(taken.Value, isConfirmed: true);
    }

    /// <summary>Where a browser goes after this step.</summary>
    public static string AddressAfter(SignInStep step, string? returnTo) =>
        step == SignInStep.Done
            ? Landing(returnTo)
            : PeopleAddresses.SignInFactor + QueryString.Create("returnTo", LocalAddress.Of(returnTo)).ToUriComponent();

    /// <summary>
    /// Where whoever has signed in goes: back to where they were, or, where that is nowhere in particular, to the page that they begin on.
    /// </summary>
    public static string Landing(string? returnTo) =>
        LocalAddress.Of(returnTo, StartPages.Usual) is var address && address == StartPages.Usual ? PeopleAddresses.Start : address;

    /// <summary>Who is still to show their second factor in this browser; null when that was too long ago.</summary>
    private async Task<Member?> WaitingMemberAsync()
    {
        var waiting = await signIn.Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return waiting.Succeeded ? await signIn.ValidateSecurityStampAsync(waiting.Principal) : null;
    }

    private ClaimsPrincipal Waiting(Member member) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(identity.Value.ClaimsIdentity.UserIdClaimType, member.Id.ToString()),
                    new Claim(identity.Value.ClaimsIdentity.SecurityStampClaimType, member.SecurityStamp!),
                ],
                IdentityConstants.TwoFactorUserIdScheme
            )
        );

    private async Task<Result<Done>> BeginAsync(Member member, bool isConfirmed)
    {
        var begun = await sessions.BeginAsync(member.Id, isConfirmed: isConfirmed, replacedId: signIn.Context.User.SessionId());
        if (!begun.IsOk)
        {
            return Result<Done>.Refused(begun.Rejections);
        }

        devices.Remember(member.Id);
        await KeepAsync(member, begun.Value);
        return Done.Instance;
    }

    /// <summary>A new cookie for the session of this browser, after what it says of its member has changed.</summary>
    public Task KeepAsync(Member member, Guid sessionId) =>
        signIn.SignInWithClaimsAsync(member, isPersistent: true, [new Claim(MemberClaims.Session, sessionId.ToString())]);

    /// <summary>Ends this browser's session.</summary>
    public async Task<Result<Done>> SignOutAsync()
    {
        var user = signIn.Context.User;
        var ended = (user.MemberId(), user.SessionId()) is ({ } member, { } session)
            ? await sessions.EndAsync(member, session)
            : Done.Instance;
        await signIn.SignOutAsync();
        return ended;
    }
}
