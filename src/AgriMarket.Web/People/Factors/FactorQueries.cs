using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Factors;

/// <summary>Reads about second factors.</summary>
internal static class FactorQueries
{
    /// <summary>Whether a member is asked for a second factor: one whose first code was shown.</summary>
    public static Task<bool> HasFactorAsync(this MarketDb db, Guid memberId) =>
        db.Set<MemberFactor>().AnyAsync(row => row.MemberId == memberId && row.ConfirmedAt != null);

    /// <summary>The last reset of a member's factor; null when there was none.</summary>
    public static Task<FactorReset?> LastResetAsync(this MarketDb db, Guid memberId) =>
        db.Set<FactorReset>().Where(row => row.MemberId == memberId).OrderByDescending(row => row.StartedAt).FirstOrDefaultAsync();
}
