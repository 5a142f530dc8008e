using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Factors;

/// <summary>A reset that waits for its second administrator.</summary>
/// <param name="StartedBy">The name of the first.</param>
internal sealed record WaitingReset(Guid Id, string StartedBy, DateTime StartedAt);

/// <summary>Takes away lost second factors, by two administrators.</summary>
internal sealed class FactorResets(
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    MemberSessions sessions,
    FactorGuard guard,
    FactorMessages messages,
    TimeProvider clock
)
{
    /// <summary>The reset of a member that can be completed; null when there is none.</summary>
    public async Task<WaitingReset?> WaitingAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.LastResetAsync(memberId) is { } last && last.IsOpen(clock.GetUtcNow().UtcDateTime)
            ? new(
                last.Id,
                await db.Set<Member>().Where(row => row.Id == last.StartedBy).Select(row => row.DisplayName).SingleAsync(),
                last.StartedAt
            )
            : null;
    }

    /// <summary>
    /// Starts a reset; the factor stays. Rejects with <c>member.may-not-reset</c>, <c>member.reset-self</c>, <c>member.factor-none</c>,
    /// <c>member.reset-waiting</c>, and as <see cref="FactorGuard.WhyNotAsync"/> does.
    /// </summary>
    public Task<Result<Done>> StartAsync(Guid administratorId, Guid memberId, Guid? sessionId) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await WhyNotAsync(scope, administratorId, memberId, sessionId) is { } why)
            {
                return why;
            }

            if (await scope.Db.LastResetAsync(memberId) is { } last && last.IsOpen(scope.Now))
            {
                return new Rejection("member.reset-waiting");
            }

            scope.Db.Add(
                new FactorReset
                {
                    Id = Guid.CreateVersion7(),
                    MemberId = memberId,
                    StartedBy = administratorId,
                    StartedAt = scope.Now,
                }
            );
            await scope.Db.SaveChangesAsync();
            await NoteAsync(scope, SecurityActs.FactorResetStarted, administratorId, memberId);
            return Done.Instance;
        });

    /// <summary>
    /// Completes the reset that waits: app, passkeys and recovery codes go, the member's sessions end and the member is told. Rejects
    /// as <see cref="StartAsync"/> and <see cref="FactorReset.Complete"/> do.
    /// </summary>
    public Task<Result<Done>> CompleteAsync(Guid administratorId, Guid memberId, Guid? sessionId) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await WhyNotAsync(scope, administratorId, memberId, sessionId) is { } why)
            {
                return why;
            }

            if (await scope.Db.LastResetAsync(memberId) is not { } reset)
            {
                return new Rejection("member.reset-none");
            }

            var completed = reset.Complete(
                administratorId,
                await scope.Db.VerifiedMobileOfAsync(administratorId),
                await scope.Db.VerifiedMobileOfAsync(reset.StartedBy),
                scope.Now
            );
            if (completed.IsOk)
            {
                await scope.Db.Set<MemberFactor>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
                await scope.Db.Set<MemberPasskey>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
                await scope.Db.Set<RecoveryCode>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
                await sessions.EndAllAsync(scope, memberId);
                await messages.TellAsync(scope, memberId, AccountMessageText.FactorReset);
                await scope.Db.SaveChangesAsync();
                await NoteAsync(scope, SecurityActs.FactorReset, administratorId, memberId);
            }

            return completed;
        });

    private async Task<Rejection?> WhyNotAsync(WriteScope scope, Guid administratorId, Guid memberId, Guid? sessionId) =>
        !(await scope.Db.RolesOfAsync(administratorId)).Contains(MemberRole.Administrator) ? new Rejection("member.may-not-reset")
        : administratorId == memberId ? new Rejection("member.reset-self")
        : !await scope.Db.HasFactorAsync(memberId) ? new Rejection("member.factor-none")
        : await guard.WhyNotAsync(scope, administratorId, sessionId);

    private static Task NoteAsync(WriteScope scope, ActKind kind, Guid administratorId, Guid memberId) =>
        ActWriter.NoteAsync(scope, new(kind.Code, administratorId, SecurityActs.Member, memberId));
}
