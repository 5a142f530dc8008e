using System.Collections.Concurrent;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Security;

/// <summary>
/// Whether a session is open, asked with each request and therefore remembered. What this process ends is forgotten before anybody is
/// told that it ended; what another one ends counts here within <see cref="MemberOptions.RecheckSeconds"/>.
/// </summary>
internal sealed class OpenSessions(
    IDbContextFactory<MarketDb> contexts,
    MarketWriter writer,
    SessionLifetime lifetime,
    IOptions<MemberOptions> options,
    TimeProvider clock
)
{
    /// <summary>Sessions remembered at once, about 3 MB; at the bound everything is forgotten and read again.</summary>
    internal const int MostRemembered = 20_000;

    /// <summary>How exactly it is known when a session was seen last: a write for each request would be too much.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<Guid, (bool IsOpen, DateTimeOffset ReadAt)> remembered = new();
    private int endings;

    /// <summary>Smaller in tests only.</summary>
    internal int Most { get; set; } = MostRemembered;

    internal int Count => remembered.Count;

    /// <summary>Whether it is open, as far as is remembered.</summary>
    public async Task<bool> HasAsync(Guid sessionId)
    {
        var now = clock.GetUtcNow();
        return
            remembered.TryGetValue(sessionId, out var known)
            && (now - known.ReadAt).Duration() < TimeSpan.FromSeconds(options.Value.RecheckSeconds)
            ? known.IsOpen
            : await ReadAsync(sessionId);
    }

    /// <summary>Whether it is open now, whoever may have ended it.</summary>
    public async Task<bool> ReadAsync(Guid sessionId)
    {
        var (before, now) = (Volatile.Read(ref endings), clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync();
        var session = await db.Set<MemberSession>()
            .Where(row => row.Id == sessionId && row.EndedAt == null)
            .Select(row => new
            {
                row.MemberId,
                row.StartedAt,
                row.LastSeenAt,
            })
            .SingleOrDefaultAsync();
        if (session is not null && await lifetime.IsOverAsync(db, session.MemberId, session.StartedAt))
        {
            await EndAsync(sessionId);
            session = null;
        }

        if (remembered.Count >= Most)
        {
            remembered.Clear();
        }

        remembered[sessionId] = (session is not null, now);
        if (before != Volatile.Read(ref endings))
        {
            // It may have been ended while it was read.
            remembered.TryRemove(sessionId, out _);
        }

        if (session is not null && now.UtcDateTime - session.LastSeenAt > SeenEvery)
        {
            await SeeAsync(sessionId);
        }

        return session is not null;
    }

    /// <summary>After the command that ended them.</summary>
    public void Forget(IReadOnlyCollection<Guid> sessionIds)
    {
        Interlocked.Increment(ref endings);
        foreach (var id in sessionIds)
        {
            remembered.TryRemove(id, out _);
        }
    }

    /// <summary>So that it is out of its member's list, too.</summary>
    private Task<Result<Done>> EndAsync(Guid sessionId) =>
        writer.RunWhenThereIsRoomAsync<Done>(async scope =>
        {
            await scope
                .Db.Set<MemberSession>()
                .Where(row => row.Id == sessionId && row.EndedAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.EndedAt, scope.Now));
            return Done.Instance;
        });

    private Task<Result<Done>> SeeAsync(Guid sessionId) =>
        writer.RunWhenThereIsRoomAsync<Done>(async scope =>
        {
            await scope
                .Db.Set<MemberSession>()
                .Where(row => row.Id == sessionId)
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.LastSeenAt, scope.Now));
            return Done.Instance;
        });
}
