using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Notifications;

/// <summary>Reads of notifications. Each names the member they are for.</summary>
internal static class NotificationQueries
{
    public static IQueryable<Notification> NotificationsOf(this MarketDb db, Guid memberId) =>
        db.Set<Notification>().Where(notification => notification.MemberId == memberId);

    public static IQueryable<Notification> UnreadOf(this MarketDb db, Guid memberId) =>
        db.NotificationsOf(memberId).Where(notification => notification.ReadAt == null);

    /// <summary>Those of the members who have an address and have not chosen to get no e-mail about this group.</summary>
    public static async Task<IReadOnlySet<Guid>> WantingMailAsync(this MarketDb db, IReadOnlyCollection<Guid> memberIds, string group) =>
        (
            await db.Set<Member>()
                .Where(member =>
                    memberIds.Contains(member.Id)
                    && member.Email != null
                    && !db.Set<NotificationChoice>().Any(choice => choice.MemberId == member.Id && choice.Group == group && !choice.ByMail)
                )
                .Select(member => member.Id)
                .ToListAsync()
        ).ToHashSet();
}
