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

    /// <summary>The channels by which these members can be reached and want to be told of this group.</summary>
    /// <param name="channels">Those that are asked about.</param>
    public static async Task<ILookup<Guid, NotificationChannel>> WantedChannelsAsync(
        this MarketDb db,
        IReadOnlyCollection<Guid> memberIds,
        string group,
        IReadOnlyCollection<NotificationChannel> channels
    )
    {
        var choices = await db.Set<NotificationChoice>()
            .Where(choice => memberIds.Contains(choice.MemberId) && choice.Group == group)
            .ToDictionaryAsync(choice => (choice.MemberId, choice.Channel), choice => choice.IsOn);
        var members = await db.Set<Member>()
            .Where(member => memberIds.Contains(member.Id))
            .Select(member => new
            {
                member.Id,
                HasEmail = member.Email != null,
                HasMobile = member.VerifiedMobile != null,
                HasBrowser = db.Set<BrowserSubscription>().Any(browser => browser.MemberId == member.Id),
            })
            .ToListAsync();
        return (
            from member in members
            from channel in channels
            where
                channel switch
                {
                    NotificationChannel.Mail => member.HasEmail,
                    NotificationChannel.Sms => member.HasMobile,
                    _ => member.HasBrowser,
                }
            where choices.TryGetValue((member.Id, channel), out var isOn) ? isOn : NotificationChoice.IsOnUnasked(channel)
            select (member.Id, channel)
        ).ToLookup(wanted => wanted.Id, wanted => wanted.channel);
    }
}
