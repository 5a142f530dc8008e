using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Members;

/// <summary>
/// Reads about government offices and their officials. What an official may do is read here, inside the command or the read that it is
/// for, and never taken from their cookie.
/// </summary>
internal static class OfficeQueries
{
    /// <summary>The office an official acts for, and their duties; null for a member who is no official (any more).</summary>
    public static Task<OfficePost?> OfficeOfAsync(this MarketDb db, Guid memberId) =>
        (
            from application in Officials(db)
            join office in db.Set<Office>() on application.OfficeId equals office.Id
            where application.MemberId == memberId
            orderby application.AppliedAt descending
            select new OfficePost(office.Id, office.Name, office.Kind, office.RegionCode, application.Duties)
        ).FirstOrDefaultAsync();

    /// <summary>
    /// The post of an official who has a duty. Rejects with <c>office.not-official</c> for who is none (any more), and as
    /// <see cref="OfficePost.WhyNot"/> says where it is not among theirs.
    /// </summary>
    public static async Task<Result<OfficePost>> WithDutyAsync(this MarketDb db, Guid memberId, Duties duty) =>
        await db.OfficeOfAsync(memberId) switch
        {
            null => new Rejection("office.not-official"),
            var post when post.WhyNot(duty) is { } why => why,
            var post => post,
        };

    /// <summary>
    /// Why a member may not act on what belongs to a place; null when they may. Administrators may everywhere; officials with the duty
    /// within their office's region, and else as <see cref="WithDutyAsync"/> says, or <c>member.other-region</c>.
    /// </summary>
    public static async Task<Rejection?> WhyNotAtAsync(
        this MarketDb db,
        Guid memberId,
        Duties duty,
        string regionCode,
        RegionCatalogue regions
    )
    {
        if ((await db.RolesOfAsync(memberId)).Contains(MemberRole.Administrator))
        {
            return null;
        }

        var post = await db.WithDutyAsync(memberId, duty);
        return !post.IsOk ? post.Rejections[0]
            : !post.Value.Reaches(regionCode, regions) ? new Rejection("member.other-region")
            : null;
    }

    /// <summary>
    /// How the region codes begin of which a member reads what officials read: everything (empty) for administrators, their office's
    /// region for officials, and null, nothing at all, for anybody else.
    /// </summary>
    /// <param name="duty">Only officials with this duty; <see cref="Duties.None"/> for all.</param>
    public static async Task<string?> ReadableRegionAsync(
        this MarketDb db,
        Guid memberId,
        RegionCatalogue regions,
        Duties duty = Duties.None
    ) =>
        (await db.RolesOfAsync(memberId)).Contains(MemberRole.Administrator) ? regions.PrefixOf(RegionCatalogue.Country)
        : await db.OfficeOfAsync(memberId) is { } post && post.Has(duty) ? regions.PrefixOf(post.RegionCode)
        : null;

    /// <summary>The officials with a duty whose office reaches one of these places.</summary>
    public static async Task<List<Guid>> OfficialsOfAsync(
        this MarketDb db,
        RegionCatalogue regions,
        Duties duty,
        params IEnumerable<string> regionCodes
    )
    {
        var above = regionCodes.SelectMany(regions.CodesAbove).Distinct().ToArray();
        return await (
            from application in Officials(db)
            join office in db.Set<Office>() on application.OfficeId equals office.Id
            where above.Contains(office.RegionCode) && (application.Duties & duty) == duty
            select application.MemberId
        )
            .Distinct()
            .ToListAsync();
    }

    /// <summary>The officials of offices whose region code begins so.</summary>
    public static IQueryable<Guid> OfficialsWithin(this MarketDb db, string region) =>
        from application in Officials(db)
        join office in db.Set<Office>() on application.OfficeId equals office.Id
        where office.RegionCode.StartsWith(region)
        select application.MemberId;

    private static IQueryable<RoleApplication> Officials(MarketDb db) =>
        db.Set<RoleApplication>().AsNoTracking().Where(row => row.Role == MemberRole.Official && row.Status == ApplicationStatus.Confirmed);
}
