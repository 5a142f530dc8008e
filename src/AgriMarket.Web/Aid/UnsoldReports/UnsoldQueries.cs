using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>Reads of reports of unsold goods.</summary>
internal static class UnsoldQueries
{
    private static readonly MemberRole[] Reporters = [.. RoleRules.Sellers, MemberRole.Official];

    /// <summary>As whom a member reports; null for whoever may not.</summary>
    public static async Task<UnsoldReporter?> ReporterAsync(this MarketDb db, Guid memberId)
    {
        var roles = await db.Set<RoleApplication>()
            .AsNoTracking()
            .Where(row => row.MemberId == memberId && row.Status == ApplicationStatus.Confirmed && Reporters.Contains(row.Role))
            .OrderByDescending(row => row.DecidedAt)
            .ToListAsync();
        var post = await db.OfficeOfAsync(memberId);
        return roles.Count == 0
            ? null
            : new UnsoldReporter(
                roles[0].DisplayName,
                roles.Exists(row => RoleRules.Sellers.Contains(row.Role)),
                [
                    .. roles.Where(row => row.Role == MemberRole.Agent).Select(row => row.RegionCode),
                    .. post is null ? (string[])[] : [post.RegionCode],
                ]
            );
    }

    /// <summary>The reports that an official looks after: those of goods in the region of their office; none for anybody else.</summary>
    public static async Task<IQueryable<UnsoldReport>> UnsoldOfOfficeAsync(this MarketDb db, RegionCatalogue regions, Guid officialId)
    {
        var prefix = await db.OfficeOfAsync(officialId) is { } office ? regions.PrefixOf(office.RegionCode) : null;
        return db.Set<UnsoldReport>().Where(report => prefix != null && report.OriginCode.StartsWith(prefix));
    }

    /// <summary>The reports that concern a member: their own, and those that others made of their lots.</summary>
    public static IQueryable<UnsoldReport> UnsoldOf(this MarketDb db, Guid memberId) =>
        db.Set<UnsoldReport>().Where(report => report.ReporterId == memberId || report.FarmerId == memberId);
}
