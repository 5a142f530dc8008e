using AgriMarket.Domain.Common;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Identity;

namespace AgriMarket.Web.People.Security;

/// <summary>
/// Checks passwords, in the one place that counts wrong ones. An answer never tells whether a login exists: the sentence, the
/// lock and the work done are the same for a login that no member has.
/// </summary>
internal sealed class PasswordCheck(
    UserManager<Member> members,
    PasswordThrottle throttle,
    KnownDevices devices,
    IHttpContextAccessor request,
    IPasswordHasher<Member> hasher
)
{
    private static readonly Member Nobody = new();
    private static string? hashOfNobody;

    /// <summary>
    /// Who signs in with this. Rejects with <c>member.sign-in-failed</c>, <c>member.sign-in-locked</c> and, once the password was
    /// right, <c>member.locked</c>.
    /// </summary>
    public async Task<Result<Member>> RecogniseAsync(string login, string password)
    {
        var member = await members.FindByNameAsync(login);
        var caller = new PasswordCaller(
            members.NormalizeName(login)!,
            Caller.NetworkOf(request.HttpContext?.Connection.RemoteIpAddress),
            member is null ? null : devices.Of(member.Id)
        )
        {
            MemberId = member?.Id,
        };
        if (await throttle.WhyNotAsync(caller) is { } locked)
        {
            return locked;
        }

        if (!await IsRightAsync(member, password))
        {
            return await throttle.FailAsync(caller);
        }

        var forgotten = await throttle.SucceedAsync(caller);
        return !forgotten.IsOk ? Result<Member>.Refused(forgotten.Rejections)
            : member!.LockedAt is not null ? new Rejection("member.locked")
            : member;
    }

    /// <summary>
    /// Whether a signed-in member's password is this; null when it is. Rejects beside <paramref name="field"/> with
    /// <c>member.password-wrong</c> or <c>member.sign-in-locked</c>.
    /// </summary>
    public async Task<Rejection?> WhyNotAsync(Member member, string? password, string field)
    {
        var recognised = await RecogniseAsync(member.UserName!, password ?? "");
        return recognised.IsOk ? null
            : recognised.Rejections[0] is { Code: "member.sign-in-failed" } ? new Rejection("member.password-wrong", field)
            : recognised.Rejections[0] with { Field = field };
    }

    private async Task<bool> IsRightAsync(Member? member, string password)
    {
        if (member is not null)
        {
            return await members.CheckPasswordAsync(member, password);
        }

        // The same work as for a wrong password.
        hashOfNobody ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(Nobody, hashOfNobody, password);
        return false;
    }
}
