using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Operations.MemberLocking;

/// <summary>A member as an administrator finds them.</summary>
/// <param name="LockedBy">The name of the administrator who locked them; null while they are not.</param>
internal sealed record FoundMember(
    Guid Id,
    string DisplayName,
    string Login,
    VerifiedContact? Mobile,
    IReadOnlyList<MemberRole> Roles,
    DateTime? LockedAt,
    string? LockedBy
);

/// <summary>Locks members out, and lets them in again.</summary>
internal sealed class MemberLocks(MarketWriter writer, MemberSessions sessions, FactorGuard guard, IDbContextFactory<MarketDb> contexts)
{
    /// <summary>
    /// Who signs in with this. Rejects beside the field as <see cref="Login.Read"/> does, and with <c>member.unknown</c>.
    /// </summary>
    public async Task<Result<Guid>> FindAsync(string? login, string field)
    {
        var read = Login.Read(login, field);
        if (!read.IsOk)
        {
            return Result<Guid>.Refused(read.Rejections);
        }

        await using var db = await contexts.CreateDbContextAsync();
        return await db.MemberOfLoginAsync(read.Value) is { } id ? id : new Rejection("member.unknown", field);
    }

    /// <summary>The member of this id; null when there is none.</summary>
    public async Task<FoundMember?> ReadAsync(Guid id)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.Set<Member>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id) is not { } member)
        {
            return null;
        }

        return new FoundMember(
            id,
            member.DisplayName,
            member.UserName!,
            VerifiedContact.Of(member, ContactKind.Mobile),
            await db.RolesOfAsync(id),
            member.LockedAt,
            await db.Set<Member>().Where(row => row.Id == member.LockedBy).Select(row => row.DisplayName).SingleOrDefaultAsync()
        );
    }

    /// <summary>
    /// Locks a member out, which ends their sessions, or lets them in again. Whoever does it must be an administrator now, whatever
    /// their cookie says. Rejects with <c>member.may-not-lock</c>, <c>member.lock-self</c> and <c>member.unknown</c>, and as
    /// <see cref="FactorGuard.WhyNotAsync"/> does.
    /// </summary>
    public Task<Result<Done>> SetAsync(Guid administratorId, Guid memberId, bool isLocked, Guid? sessionId = null) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (!(await scope.Db.RolesOfAsync(administratorId)).Contains(MemberRole.Administrator))
            {
                return new Rejection("member.may-not-lock");
            }

            if (administratorId == memberId)
            {
                return new Rejection("member.lock-self");
            }

            if (await scope.Db.Set<Member>().SingleOrDefaultAsync(row => row.Id == memberId) is not { } member)
            {
                return new Rejection("member.unknown");
            }

            if (await guard.WhyNotAsync(scope, administratorId, sessionId) is { } why)
            {
                return why;
            }

            if (isLocked)
            {
                member.Lock(administratorId, scope.Now);
                await sessions.EndAllAsync(scope, memberId);
            }
            else
            {
                member.Unlock();
            }

            await scope.Db.SaveChangesAsync();
            var kind = isLocked ? SecurityActs.Locked : SecurityActs.Unlocked;
            await ActWriter.NoteAsync(scope, new(kind.Code, administratorId, SecurityActs.Member, memberId));
            return Done.Instance;
        });
}
