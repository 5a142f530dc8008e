using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Security;

/// <summary>Begins and ends the sessions of members.</summary>
internal sealed class MemberSessions(
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    OpenSessions open,
    SessionLifetime lifetime,
    KnownDevices devices,
    IHttpContextAccessor request
)
{
    /// <summary>Rows of ended sessions, and of those nobody came back to, are kept so long.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>A session of whoever sends this request. Rejects with <c>member.locked</c>.</summary>
    /// <param name="refreshSecret">Of a program's refresh token; null for a browser.</param>
    /// <param name="isConfirmed">Whether the second factor was shown with it.</param>
    /// <param name="replacedId">The session that the browser had, whoever's it was; it ends.</param>
    /// <returns>The session's id.</returns>
    public Task<Result<Guid>> BeginAsync(Guid memberId, string? refreshSecret = null, bool isConfirmed = false, Guid? replacedId = null)
    {
        var (device, network) = (
            SessionDevice.Of(request.HttpContext?.Request.Headers.UserAgent.ToString() ?? ""),
            SessionDevice.Network(request.HttpContext?.Connection.RemoteIpAddress)
        );
        var browser = refreshSecret is null ? devices.Name : null;
        return writer.RunAsync<Guid>(async scope =>
        {
            if (await scope.Db.Set<Member>().AnyAsync(row => row.Id == memberId && row.LockedAt != null))
            {
                return new Rejection("member.locked");
            }

            await MakeRoomAsync(scope, memberId, replacedId);
            var begun = new MemberSession
            {
                Id = Guid.CreateVersion7(),
                MemberId = memberId,
                Kind = refreshSecret is null ? SessionKind.Browser : SessionKind.Program,
                Device = device,
                Network = network,
                StartedAt = scope.Now,
                LastSeenAt = scope.Now,
                ConfirmedAt = isConfirmed ? scope.Now : null,
                RefreshHash = refreshSecret is null ? null : Hash(refreshSecret),
            };
            scope.Db.Add(begun);
            await scope.Db.SaveChangesAsync();
            if (browser is not null)
            {
                await MemberDevices.NoteAsync(scope, memberId, browser);
            }

            await ActWriter.NoteSecurityAsync(
                scope,
                new(SecurityActs.SignIn.Code, memberId, SecurityActs.Member, memberId) { After = $"{begun.Kind} {device}" }
            );
            return begun.Id;
        });
    }

    /// <summary>
    /// Exchanges a program's refresh token. One that was exchanged before ends the session; either way the command is no refusal, or the
    /// end would be taken back.
    /// </summary>
    /// <returns>Whether the new secret is good.</returns>
    public Task<Result<bool>> RefreshAsync(Guid sessionId, string shownSecret, string newSecret) =>
        writer.RunAsync<bool>(async scope =>
        {
            if (await scope.Db.Set<MemberSession>().SingleOrDefaultAsync(row => row.Id == sessionId) is not { } session)
            {
                return false;
            }

            if (await lifetime.IsOverAsync(scope.Db, session.MemberId, session.StartedAt))
            {
                session.End(scope.Now);
            }

            var isGood = session.Refresh(Hash(shownSecret), Hash(newSecret), scope.Now);
            await scope.Db.SaveChangesAsync();
            if (!isGood)
            {
                scope.OnDurable(() => open.Forget([sessionId]));
            }

            return isGood;
        });

    /// <summary>Ends a session of this member. Somebody else's stays as it is.</summary>
    public Task<Result<Done>> EndAsync(Guid memberId, Guid sessionId) =>
        writer.RunAsync<Done>(async scope =>
        {
            var ended = await EndAsync(scope, scope.Db.Set<MemberSession>().Where(row => row.MemberId == memberId && row.Id == sessionId));
            await NoteEndAsync(scope, memberId, ended);
            return Done.Instance;
        });

    /// <summary>Ends every session of this member.</summary>
    /// <param name="exceptId">But this one; null for none.</param>
    public Task<Result<Done>> EndAllAsync(Guid memberId, Guid? exceptId = null) =>
        writer.RunAsync<Done>(async scope =>
        {
            await NoteEndAsync(scope, memberId, await EndAllAsync(scope, memberId, exceptId));
            return Done.Instance;
        });

    /// <summary>As the other, as a part of a command, which notes why.</summary>
    /// <returns>How many ended.</returns>
    public Task<int> EndAllAsync(WriteScope scope, Guid memberId, Guid? exceptId = null) =>
        EndAsync(scope, scope.Db.Set<MemberSession>().Where(row => row.MemberId == memberId && row.Id != exceptId));

    /// <summary>The member's open sessions, that seen last first.</summary>
    public async Task<IReadOnlyList<MemberSession>> ListAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<MemberSession>()
            .AsNoTracking()
            .Where(row => row.MemberId == memberId && row.EndedAt == null)
            .OrderByDescending(row => row.LastSeenAt)
            .ThenByDescending(row => row.Id)
            .Take(MemberSession.MostOfMember)
            .ToListAsync();
    }

    /// <summary>Removes sessions that have long been over: no cookie and no token lasts so long.</summary>
    public Task<Result<int>> RemoveOldAsync() =>
        writer.RunWhenThereIsRoomAsync<int>(async scope =>
        {
            var before = scope.Now - Kept;
            var devicesGone = await scope.Db.Set<MemberDevice>().Where(row => row.SeenAt < before).ExecuteDeleteAsync();
            return devicesGone + await scope.Db.Set<MemberSession>().Where(row => row.LastSeenAt < before).ExecuteDeleteAsync();
        });

    /// <summary>Ends the session that a new one replaces, and those of the member that are too many.</summary>
    private async Task MakeRoomAsync(WriteScope scope, Guid memberId, Guid? replacedId)
    {
        var replaced = scope.Db.Set<MemberSession>().Where(row => row.Id == replacedId && row.EndedAt == null);
        if (await replaced.Select(row => (Guid?)row.MemberId).SingleOrDefaultAsync() is { } ownerId)
        {
            await NoteEndAsync(scope, ownerId, await EndAsync(scope, replaced));
        }

        var others = scope.Db.Set<MemberSession>().Where(row => row.MemberId == memberId && row.EndedAt == null);
        await EndAsync(scope, others.OrderByDescending(row => row.LastSeenAt).Skip(MemberSession.MostOfMember - 1));
    }

    private async Task<int> EndAsync(WriteScope scope, IQueryable<MemberSession> which)
    {
        var ended = await which.Where(row => row.EndedAt == null).ToListAsync();
        ended.ForEach(session => session.End(scope.Now));
        await scope.Db.SaveChangesAsync();
        scope.OnDurable(() => open.Forget([.. ended.Select(session => session.Id)]));
        return ended.Count;
    }

    private static Task NoteEndAsync(WriteScope scope, Guid memberId, int ended) =>
        ended == 0
            ? Task.CompletedTask
            : ActWriter.NoteSecurityAsync(
                scope,
                new(SecurityActs.SessionsEnded.Code, memberId, SecurityActs.Member, memberId)
                {
                    After = ended.ToString(CultureInfo.InvariantCulture),
                }
            );

    /// <summary>Enough for a secret that nobody can guess.</summary>
    private static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

/// <summary>Removes the rows of sessions that are long over, and counts of wrong passwords that count no more.</summary>
internal sealed class OldSessionJob(MemberSessions sessions, PasswordThrottle throttle, TimeProvider clock, ILogger<OldSessionJob> log)
    : Platform.Jobs.RecurringJob(TimeSpan.FromDays(1), clock, log)
{
    protected override async Task<int> RunAsync(CancellationToken stop) =>
        Count(await sessions.RemoveOldAsync()) + Count(await throttle.RemoveOldAsync());

    private static int Count(Result<int> removed) => removed.IsOk ? removed.Value : 0;
}
