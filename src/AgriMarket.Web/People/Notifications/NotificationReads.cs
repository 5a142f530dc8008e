using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Notifications;

/// <summary>How a member is told.</summary>
/// <param name="Email">Null when the market knows none.</param>
/// <param name="Mobile">That they have proved; null without one.</param>
/// <param name="Groups">Those that concern the member.</param>
/// <param name="Channels">Those that the market offers.</param>
/// <param name="Chosen">What the member gets, as far as they can be reached.</param>
public sealed record NotificationSettings(
    string? Email,
    string? Mobile,
    IReadOnlyList<NotificationGroup> Groups,
    IReadOnlyList<NotificationChannel> Channels,
    IReadOnlySet<ChosenChannel> Chosen
);

/// <summary>What members see of their own notifications.</summary>
public sealed class NotificationReads(IDbContextFactory<MarketDb> contexts, NotificationKinds kinds, NotificationChannels channels)
{
    public const int PageSize = 20;

    /// <summary>Those not read yet first, then the newest.</summary>
    public async Task<PageOf<Notification>> ListAsync(Guid memberId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.NotificationsOf(memberId)
            .AsNoTracking()
            .OrderBy(notification => notification.ReadAt == null ? 0 : 1)
            .ThenByDescending(notification => notification.At)
            .ThenBy(notification => notification.Id)
            .PageAsync(page, PageSize);
    }

    public async Task<int> UnreadAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.UnreadOf(memberId).CountAsync();
    }

    /// <summary>How far the deliveries of some notifications have come.</summary>
    public async Task<ILookup<Guid, NotificationDelivery>> DeliveriesAsync(IReadOnlyCollection<Notification> notifications)
    {
        await using var db = await contexts.CreateDbContextAsync();
        Guid[] ids = [.. notifications.Select(notification => notification.Id)];
        return (
            await db.Set<NotificationDelivery>()
                .AsNoTracking()
                .Where(row => ids.Contains(row.NotificationId))
                .OrderBy(row => row.Channel)
                .ToListAsync()
        ).ToLookup(row => row.NotificationId);
    }

    public async Task<NotificationSettings> SettingsAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var roles = await db.RolesOfAsync(memberId);
        var member = await db.Set<Member>()
            .Where(row => row.Id == memberId)
            .Select(row => new { row.Email, row.VerifiedMobile })
            .SingleAsync();
        var choices = await db.Set<NotificationChoice>()
            .Where(choice => choice.MemberId == memberId)
            .ToDictionaryAsync(choice => new ChosenChannel(choice.Group, choice.Channel), choice => choice.IsOn);
        List<NotificationGroup> groups = [.. kinds.Groups.Where(group => group.Concerns(roles))];
        return new(
            member.Email,
            member.VerifiedMobile,
            groups,
            [.. channels.Offered.Select(channel => channel.Channel)],
            groups
                .SelectMany(group => channels.Of(group).Select(channel => new ChosenChannel(group.Code, channel)))
                .Where(choice => choices.TryGetValue(choice, out var isOn) ? isOn : NotificationChoice.IsOnUnasked(choice.Channel))
                .ToHashSet()
        );
    }
}
