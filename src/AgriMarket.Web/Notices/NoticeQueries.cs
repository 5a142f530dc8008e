using AgriMarket.Domain.Notices;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Notices;

/// <summary>Reads of notices. Each names the member they are for.</summary>
internal static class NoticeQueries
{
    public static IQueryable<Notice> NoticesOf(this MarketDb db, Guid memberId) => db.Set<Notice>().Where(notice => notice.MemberId == memberId);

    public static IQueryable<Notice> UnreadOf(this MarketDb db, Guid memberId) => db.NoticesOf(memberId).Where(notice => notice.ReadAt == null);

    /// <summary>Those of the members who have an address and have not chosen to get no e-mail about this group.</summary>
    public static async Task<IReadOnlySet<Guid>> WantingMailAsync(this MarketDb db, IReadOnlyCollection<Guid> memberIds, NoticeGroup group) =>
        (await db.Set<Member>()
            .Where(member => memberIds.Contains(member.Id) && member.Email != null
                && !db.Set<NoticeChoice>().Any(choice => choice.MemberId == member.Id && choice.Group == group && !choice.ByMail))
            .Select(member => member.Id).ToListAsync()).ToHashSet();
}
