using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Identity;

namespace AgriMarket.Web.People.SignIn;

/// <summary>What is typed to sign in.</summary>
internal sealed record SignInRequest(string? Login, string? Password);

/// <summary>
/// Recognises members, and signs them in and out of this browser. An answer never tells whether a login exists: the sentence, the lock and
/// the
/// work done are the same for a login that no member has.
/// </summary>
internal sealed class SignInService(
    SignInManager<Member> signIn,
    MemberSessions sessions,
    UnknownLogins unknown,
    IPasswordHasher<Member> hasher
)
{
    private static readonly Member Nobody = new();
    private static string? hashOfNobody;

    /// <summary>
    /// Rejects with <c>member.sign-in-failed</c> or <c>member.sign-in-locked</c>, and beside the field when something is missing.
    /// </summary>
    public async Task<Result<Done>> SignInAsync(SignInRequest request)
    {
        var recognised = await RecogniseAsync(request);
        return recognised.IsOk ? await SignInAsync(recognised.Value) : Result<Done>.Refused(recognised.Rejections);
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

        return await signIn.UserManager.FindByNameAsync(login.Value.Name) is { } member
            ? Answer(member, await signIn.CheckPasswordSignInAsync(member, request.Password!, lockoutOnFailure: true))
            : TurnAway(login.Value, request.Password!);
    }

    /// <summary>Signs in a member made up for the demo market; anybody else is refused.</summary>
    public async Task<Result<Done>> SignInDemoAsync(Guid memberId)
    {
        if (await signIn.UserManager.FindByIdAsync(memberId.ToString()) is not { IsDemo: true } member)
        {
            return new Rejection("member.sign-in-failed");
        }

        return await SignInAsync(member);
    }

    /// <summary>A new session, in this browser, of somebody who has just shown who they are.</summary>
    public async Task<Result<Done>> SignInAsync(Member member)
    {
        var begun = await sessions.BeginAsync(member.Id);
        if (!begun.IsOk)
        {
            return Result<Done>.Refused(begun.Rejections);
        }

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

    private Result<Member> Answer(Member member, SignInResult result) =>
        result switch
        {
            { Succeeded: true } => member,
            { IsLockedOut: true } => Locked(),
            _ => new Rejection("member.sign-in-failed"),
        };

    private Rejection TurnAway(Login login, string password)
    {
        if (unknown.IsLocked(login.Name))
        {
            return Locked();
        }

        // The same work as for a wrong password.
        hashOfNobody ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(Nobody, hashOfNobody, password);
        return unknown.Fail(login.Name) ? Locked() : new Rejection("member.sign-in-failed");
    }

    private Rejection Locked() => new("member.sign-in-locked", null, (long)signIn.Options.Lockout.DefaultLockoutTimeSpan.TotalMinutes);
}
