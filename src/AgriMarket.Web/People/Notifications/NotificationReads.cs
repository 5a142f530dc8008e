using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Notifications;

/// <summary>How a member is told.</summary>
/// <param name="Email">Null when the market knows none.</param>
/// <param name="SendsMail">Whether this market sends e-mail at all.</param>
/// <param name="ByMail">The codes of the groups about which the member gets e-mail.</param>
public sealed record NotificationSettings(string? Email, bool SendsMail, IReadOnlyList<string> ByMail);

/// <summary>What members see of their own notifications.</summary>
public sealed class NotificationReads(IDbContextFactory<MarketDb> contexts, NotificationKinds kinds, IOptions<NotificationOptions> options)
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

    public async Task<NotificationSettings> SettingsAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var email = await db.Set<Member>().Where(member => member.Id == memberId).Select(member => member.Email).SingleAsync();
        var without = await db.Set<NotificationChoice>()
            .Where(choice => choice.MemberId == memberId && !choice.ByMail)
            .Select(choice => choice.Group)
            .ToListAsync();
        return new(email, options.Value.SendsMail, [.. kinds.Groups.Select(group => group.Code).Except(without)]);
    }
}
