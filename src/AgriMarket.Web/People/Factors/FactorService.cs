using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace AgriMarket.Web.People.Factors;

/// <summary>How a member's second factor stands.</summary>
/// <param name="Since">When it was set up; null while it is not.</param>
/// <param name="Key">In letters and digits to type into an app; null but while it is being set up.</param>
/// <param name="Address">What the QR code says (<c>otpauth:</c>); null but while it is being set up.</param>
/// <param name="CodesLeft">Recovery codes that were not used yet.</param>
internal sealed record FactorStanding(DateTime? Since, string? Key, string? Address, int CodesLeft);

/// <summary>Sets up a member's authenticator app and makes recovery codes.</summary>
internal sealed class FactorService(
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    FactorKeys keys,
    FactorChecks checks,
    MemberSessions sessions,
    PasswordCheck passwords,
    FactorGuard guard,
    FactorMessages messages,
    UserManager<Member> members
)
{
    private const string Issuer = "AgriMarket";

    public async Task<FactorStanding> StandingAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var factor = await db.Set<MemberFactor>().AsNoTracking().SingleOrDefaultAsync(row => row.MemberId == memberId);
        if (factor is null or { ConfirmedAt: not null })
        {
            return new(
                factor?.ConfirmedAt,
                null,
                null,
                await db.Set<RecoveryCode>().CountAsync(row => row.MemberId == memberId && row.UsedAt == null)
            );
        }

        var login = await db.Set<Member>().Where(row => row.Id == memberId).Select(row => row.UserName).SingleAsync();
        return keys.Open(factor.Sealed) is { } key
            ? new(null, Base32Encoding.ToString(key), new OtpUri(OtpType.Totp, key, login, Issuer).ToString(), 0)
            : new(null, null, null, 0);
    }

    /// <summary>
    /// Makes a key, which counts once its first code was shown. Rejects beside <paramref name="field"/> with
    /// <c>member.password-wrong</c> or <c>member.sign-in-locked</c>, with <c>member.factor-set</c>, and for whoever has a passkey as
    /// <see cref="FactorGuard.WhyNotAsync"/> does.
    /// </summary>
    public async Task<Result<Done>> StartAsync(Guid memberId, string? password, string field, Guid? sessionId)
    {
        var member =
            await members.FindByIdAsync(memberId.ToString())
            ?? throw new InvalidOperationException($"Member {memberId} is signed in but unknown.");
        if (await passwords.WhyNotAsync(member, password, field) is { } wrong)
        {
            return wrong;
        }

        return await writer.RunAsync<Done>(async scope =>
        {
            if (await scope.Db.HasAppAsync(memberId))
            {
                return new Rejection("member.factor-set");
            }

            if (await scope.Db.HasPasskeyAsync(memberId) && await guard.WhyNotAsync(scope, memberId, sessionId) is { } why)
            {
                return why;
            }

            await scope.Db.Set<MemberFactor>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
            scope.Db.Add(
                new MemberFactor
                {
                    MemberId = memberId,
                    Sealed = keys.Make(),
                    StartedAt = scope.Now,
                }
            );
            await scope.Db.SaveChangesAsync();
            return Done.Instance;
        });
    }

    /// <summary>
    /// Takes the app's first code: from now on it is asked for, and every other session of the member ends. Rejects as
    /// <see cref="FactorChecks.WhyNotAsync"/> does, and with <c>member.factor-set</c>.
    /// </summary>
    /// <param name="sessionId">The member's own, which is confirmed by this.</param>
    /// <returns>The recovery codes, which nobody can read again.</returns>
    public Task<Result<IReadOnlyList<string>>> ConfirmAsync(Guid memberId, string? code, Guid? sessionId) =>
        WithNewCodesAsync(
            memberId,
            code,
            async scope =>
            {
                var factor = await scope.Db.Set<MemberFactor>().SingleOrDefaultAsync(row => row.MemberId == memberId);
                if (factor is null or { ConfirmedAt: not null })
                {
                    return new Rejection(factor is null ? "member.factor-none" : "member.factor-set");
                }

                var taken = checks.Take(factor, code!, scope.Now);
                if (taken.IsOk)
                {
                    factor.Confirm(scope.Now);
                    await FactorChecks.ConfirmAsync(scope, memberId, sessionId);
                    await sessions.EndAllAsync(scope, memberId, sessionId);
                    await messages.TellAsync(scope, memberId, AccountMessageText.FactorChanged);
                    await ActWriter.NoteSecurityAsync(scope, new(SecurityActs.FactorSet.Code, memberId, SecurityActs.Member, memberId));
                }

                return taken;
            }
        );

    /// <summary>Makes new recovery codes in place of all before. Rejects as <see cref="FactorChecks.WhyNotAsync"/> does.</summary>
    public Task<Result<IReadOnlyList<string>>> RenewAsync(Guid memberId, string? code, Guid? sessionId) =>
        WithNewCodesAsync(memberId, code, scope => checks.TryAsync(scope, memberId, code!, sessionId));

    private async Task<Result<IReadOnlyList<string>>> WithNewCodesAsync(
        Guid memberId,
        string? code,
        Func<WriteScope, Task<Result<Done>>> take
    )
    {
        IReadOnlyList<string> made = [];
        var why = await checks.CountedAsync(
            memberId,
            code,
            async scope =>
            {
                var taken = await take(scope);
                if (taken.IsOk)
                {
                    made = await RecoveryCodes.ReplaceAsync(scope, memberId);
                    await scope.Db.SaveChangesAsync();
                }

                return taken;
            }
        );
        return why is null ? Result<IReadOnlyList<string>>.Of(made) : why;
    }
}
