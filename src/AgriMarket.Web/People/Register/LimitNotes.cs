using AgriMarket.Domain.Common;
using AgriMarket.Platform.Limits;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;

namespace AgriMarket.Web.People.Register;

/// <summary>
/// Notes that somebody was refused for calling too often: once a minute for each member and network, and so many of all, since a flood
/// comes from many networks and is not to fill the register.
/// </summary>
internal sealed class LimitNotes(MarketWriter writer, TimeProvider clock) : ILimitNotes
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock turn = new();
    private readonly HashSet<(Guid? MemberId, string Network)> noted = [];
    private DateTimeOffset since;

    /// <summary>Entries in a minute; smaller in tests only.</summary>
    internal int Most { get; set; } = 100;

    public async Task NoteAsync(HttpContext context)
    {
        var (memberId, route) = (context.User.MemberId(), RefusalNotes.RouteOf(context));
        if (IsFirst(memberId, Caller.NetworkOf(context.Connection.RemoteIpAddress)))
        {
            await writer.RunWhenThereIsRoomAsync<Done>(async scope =>
            {
                await ActWriter.NoteSecurityAsync(
                    scope,
                    new(SecurityActs.Limited.Code, memberId, SecurityActs.Member, memberId) { SubjectName = route }
                );
                return Done.Instance;
            });
        }
    }

    private bool IsFirst(Guid? memberId, string network)
    {
        lock (turn)
        {
            var now = clock.GetUtcNow();
            if ((now - since).Duration() >= Minute)
            {
                noted.Clear();
                since = now;
            }

            return noted.Count < Most && noted.Add((memberId, network));
        }
    }
}
