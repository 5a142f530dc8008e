using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Identity;

namespace AgriMarket.Web.People.SignIn;

/// <summary>What is typed to sign in.</summary>
internal sealed record SignInRequest(string? Login, string? Password);

/// <summary>Recognises members, and signs them in and out of this browser.</summary>
internal sealed class SignInService(SignInManager<Member> signIn, MemberSessions sessions, KnownDevices devices, PasswordCheck passwords)
{
    /// <summary>
    /// Rejects as <see cref="PasswordCheck.RecogniseAsync"/> does, and beside the field when something is missing.
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

        return await passwords.RecogniseAsync(login.Value.Name, request.Password!);
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
