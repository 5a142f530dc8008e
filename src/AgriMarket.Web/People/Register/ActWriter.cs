using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Register;

/// <summary>Writes the register: an entry goes with the command that does what it says, or not at all.</summary>
internal static class ActWriter
{
    /// <summary>
    /// Notes what an official or administrator does. The duty is read from what they are now: their office, or else that they are an
    /// administrator.
    /// </summary>
    public static async Task NoteAsync(WriteScope scope, ActNote note)
    {
        var actorId = note.ActorId ?? throw new ArgumentException("Nobody is no official.", nameof(note));
        var office = await scope.Db.OfficeOfAsync(actorId);
        MemberRole? role =
            office is not null ? MemberRole.Official
            : (await scope.Db.RolesOfAsync(actorId)).Contains(MemberRole.Administrator) ? MemberRole.Administrator
            : null;
        await InsertAsync(scope, note, role, office?.RegionCode);
    }

    /// <summary>
    /// Notes what the market itself, or a member who has no office, does to what the officials of a place look after: these read it, and
    /// not from where it was done.
    /// </summary>
    public static Task NoteAtAsync(WriteScope scope, ActNote note, string regionCode) =>
        scope.InsertAtEndAsync(Act.Of(note, new ActDuty(null, regionCode, "", null), scope.Now));

    /// <summary>Notes what concerns the safety of an account.</summary>
    public static Task NoteSecurityAsync(WriteScope scope, ActNote note) => InsertAsync(scope, note, null, null);

    /// <summary>As <see cref="NoteSecurityAsync"/>, with the next save of a context that is not the writer's.</summary>
    public static void AddSecurity(MarketDb db, ActNote note, DateTime now)
    {
        var origin = CommandOrigin.Current;
        db.Add(Act.Of(note, new ActDuty(null, null, origin.Network, origin.SessionId), now));
    }

    private static async Task InsertAsync(WriteScope scope, ActNote note, MemberRole? role, string? regionCode)
    {
        var (network, sessionId) = (scope.Origin.Network, scope.Origin.SessionId);
        if (network.Length == 0 && sessionId is not null)
        {
            // A circuit knows its session, and the session where it began.
            network =
                await scope.Db.Set<MemberSession>().Where(row => row.Id == sessionId).Select(row => row.Network).FirstOrDefaultAsync()
                ?? "";
        }

        await scope.InsertAtEndAsync(Act.Of(note, new ActDuty(role, regionCode, network, sessionId), scope.Now));
    }
}
