using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Limits;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Factors;

/// <summary>Checks codes of second factors, in the one place that counts wrong ones, as wrong passwords are counted.</summary>
internal sealed class FactorChecks(
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    FactorKeys keys,
    PasswordThrottle throttle,
    KnownDevices devices,
    IHttpContextAccessor request
)
{
    /// <summary>Whether a member is asked for a second factor.</summary>
    public async Task<bool> HasAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.HasFactorAsync(memberId);
    }

    /// <summary>Whether a member can answer by a passkey.</summary>
    public async Task<bool> HasPasskeyAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.HasPasskeyAsync(memberId);
    }

    /// <summary>
    /// Uses up a code of the member's app, or a recovery code; null when it is right. Rejects beside the field with
    /// <c>member.factor-needed</c>, <c>member.factor-wrong</c>, <c>member.factor-used</c>, <c>member.factor-none</c>,
    /// <c>member.factor-unreadable</c> and <c>member.sign-in-locked</c>.
    /// </summary>
    /// <param name="sessionId">Where the member is then confirmed; null while they sign in.</param>
    public Task<Rejection?> WhyNotAsync(Guid memberId, string? code, Guid? sessionId = null) =>
        CountedAsync(memberId, code, scope => TryAsync(scope, memberId, code!, sessionId));

    /// <summary>
    /// Runs a command whose session may have to be confirmed first: with a code typed, confirms and goes on. Rejects as the command and
    /// <see cref="WhyNotAsync"/> do.
    /// </summary>
    public async Task<Result<T>> ThenAsync<T>(ClaimsPrincipal user, string? code, Func<Task<Result<T>>> command) =>
        !string.IsNullOrWhiteSpace(code) && await WhyNotAsync(user.RequireMemberId(), code, user.SessionId()) is { } why
            ? why
            : await command();

    /// <summary>As <see cref="WhyNotAsync"/>, for a command that does more with a right code.</summary>
    public async Task<Rejection?> CountedAsync(Guid memberId, string? code, Func<WriteScope, Task<Result<Done>>> command)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            return new Rejection("member.factor-needed", FactorGuard.Field);
        }

        var tried = await CountedAsync(memberId, () => writer.RunAsync(command));
        return tried.IsOk ? null
            : tried.Rejections[0] is { Code: "member.sign-in-locked" } locked ? locked with { Field = FactorGuard.Field }
            : tried.Rejections[0];
    }

    /// <summary>
    /// Runs a check of a second factor. What is wrong is counted and noted as wrong passwords are, and rejects with
    /// <c>member.sign-in-locked</c> from the lock on; while it lasts, nothing is checked.
    /// </summary>
    /// <param name="memberId">Whose it should be; null for anybody's, which locks nobody out.</param>
    public async Task<Result<T>> CountedAsync<T>(Guid? memberId, Func<Task<Result<T>>> check)
    {
        var caller = new PasswordCaller(
            $"FACTOR {memberId:N}",
            Caller.NetworkOf(request.HttpContext?.Connection.RemoteIpAddress),
            memberId is { } known ? devices.Of(known) : null
        )
        {
            MemberId = memberId,
            IsCode = true,
            IsNobody = memberId is null,
        };
        if (await throttle.WhyNotAsync(caller) is { } locked)
        {
            return locked;
        }

        var tried = await check();
        if (tried.IsOk)
        {
            var forgotten = await throttle.SucceedAsync(caller);
            return forgotten.IsOk ? tried : Result<T>.Refused(forgotten.Rejections);
        }

        return IsWrong(tried.Rejections[0]) && await throttle.FailAsync(caller) is { Code: "member.sign-in-locked" } nowLocked
            ? nowLocked
            : tried;
    }

    private static bool IsWrong(Rejection why) =>
        why.Code is "member.factor-wrong" or "member.factor-used" or "member.passkey-wrong" or "member.passkey-used";

    /// <summary>Uses up a code as a part of a command; it must not be asked for one that is set up only now.</summary>
    public async Task<Result<Done>> TryAsync(WriteScope scope, Guid memberId, string code, Guid? sessionId)
    {
        if (!await scope.Db.HasFactorAsync(memberId))
        {
            return new Rejection("member.factor-none", FactorGuard.Field);
        }

        var factor = await scope.Db.Set<MemberFactor>().SingleOrDefaultAsync(row => row.MemberId == memberId && row.ConfirmedAt != null);
        var used =
            await UseRecoveryAsync(scope, memberId, code) ? Done.Instance
            : factor is null ? new Rejection("member.factor-wrong", FactorGuard.Field)
            : Take(factor, code, scope.Now);
        if (used.IsOk)
        {
            await ConfirmAsync(scope, memberId, sessionId);
            await scope.Db.SaveChangesAsync();
        }

        return used;
    }

    /// <summary>Takes a code of an app. Rejects as <see cref="WhyNotAsync"/> says.</summary>
    public Result<Done> Take(MemberFactor factor, string code, DateTime now) =>
        keys.Open(factor.Sealed) is not { } key ? new Rejection("member.factor-unreadable", FactorGuard.Field)
        : FactorKeys.StepOf(key, FactorKeys.Plain(code), now) is not { } step ? new Rejection("member.factor-wrong", FactorGuard.Field)
        : factor.Take(step) ? Done.Instance
        : new Rejection("member.factor-used", FactorGuard.Field);

    /// <summary>Marks a session as confirmed now, as a part of a command.</summary>
    public static async Task ConfirmAsync(WriteScope scope, Guid memberId, Guid? sessionId)
    {
        var sessions = scope.Db.Set<MemberSession>().Where(row => row.MemberId == memberId && row.EndedAt == null);
        if (sessionId is { } id && await sessions.SingleOrDefaultAsync(row => row.Id == id) is { } session)
        {
            session.ConfirmedAt = scope.Now;
        }
    }

    private static async Task<bool> UseRecoveryAsync(WriteScope scope, Guid memberId, string code)
    {
        var hash = FactorKeys.Hash(code);
        var recovery = await scope
            .Db.Set<RecoveryCode>()
            .SingleOrDefaultAsync(row => row.MemberId == memberId && row.Hash == hash && row.UsedAt == null);
        recovery?.Use(scope.Now);
        return recovery is not null;
    }
}
