using AgriMarket.Domain.Members;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Members;

/// <summary>Reads about members and their roles.</summary>
internal static class MemberQueries
{
    /// <summary>Resident, and each role with a confirmed application.</summary>
    public static async Task<IReadOnlyList<MemberRole>> RolesOfAsync(this MarketDb db, Guid memberId)
    {
        var confirmed = await db.Set<RoleApplication>()
            .Where(row => row.MemberId == memberId && row.Status == ApplicationStatus.Confirmed)
            .Select(row => row.Role)
            .Distinct()
            .ToListAsync();
        return [MemberRole.Resident, .. confirmed];
    }

    /// <summary>A member's applications for a role that still count: waiting or confirmed, one at the most.</summary>
    public static IQueryable<RoleApplication> OpenApplications(this MarketDb db, Guid memberId, MemberRole role) => db.Set<RoleApplication>()
        .Where(row => row.MemberId == memberId && row.Role == role && (row.Status == ApplicationStatus.Waiting || row.Status == ApplicationStatus.Confirmed));
}
