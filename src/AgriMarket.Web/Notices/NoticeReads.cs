using AgriMarket.Domain.Notices;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Notices;

/// <summary>How a member is told.</summary>
/// <param name="Email">Null when the market knows none.</param>
/// <param name="SendsMail">Whether this market sends e-mail at all.</param>
/// <param name="ByMail">The groups about which the member gets e-mail.</param>
public sealed record NoticeSettings(string? Email, bool SendsMail, IReadOnlyList<NoticeGroup> ByMail);

/// <summary>What members see of their own notices.</summary>
public sealed class NoticeReads(IDbContextFactory<MarketDb> contexts, IOptions<NoticeOptions> options)
{
    public const int PageSize = 20;

    /// <summary>Those not read yet first, then the newest.</summary>
    public async Task<PageOf<Notice>> ListAsync(Guid memberId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.NoticesOf(memberId).AsNoTracking()
            .OrderBy(notice => notice.ReadAt == null ? 0 : 1).ThenByDescending(notice => notice.At).ThenBy(notice => notice.Id)
            .PageAsync(page, PageSize);
    }

    public async Task<int> UnreadAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.UnreadOf(memberId).CountAsync();
    }

    public async Task<NoticeSettings> SettingsAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var email = await db.Set<Member>().Where(member => member.Id == memberId).Select(member => member.Email).SingleAsync();
        var without = await db.Set<NoticeChoice>().Where(choice => choice.MemberId == memberId && !choice.ByMail).Select(choice => choice.Group).ToListAsync();
        return new(email, options.Value.SendsMail, [.. Enum.GetValues<NoticeGroup>().Except(without)]);
    }
}
