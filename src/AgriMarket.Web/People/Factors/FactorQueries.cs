using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Factors;

/// <summary>Reads about second factors.</summary>
internal static class FactorQueries
{
    /// <summary>Whether a member is asked for a second factor: an app whose first code was shown, or a passkey.</summary>
    public static async Task<bool> HasFactorAsync(this MarketDb db, Guid memberId) =>
        await db.HasAppAsync(memberId) || await db.HasPasskeyAsync(memberId);

    public static Task<bool> HasAppAsync(this MarketDb db, Guid memberId) =>
        db.Set<MemberFactor>().AnyAsync(row => row.MemberId == memberId && row.ConfirmedAt != null);

    public static Task<bool> HasPasskeyAsync(this MarketDb db, Guid memberId) =>
        db.Set<MemberPasskey>().AnyAsync(row => row.MemberId == memberId);

    /// <summary>Whether a member has shown their second factor in this session since then.</summary>
    public static Task<bool> IsConfirmedAsync(this MarketDb db, Guid memberId, Guid? sessionId, DateTime since) =>
        db.Set<MemberSession>()
            .AnyAsync(row => row.Id == sessionId && row.MemberId == memberId && row.EndedAt == null && row.ConfirmedAt > since);

    /// <summary>The last reset of a member's factor; null when there was none.</summary>
    public static Task<FactorReset?> LastResetAsync(this MarketDb db, Guid memberId) =>
        db.Set<FactorReset>().Where(row => row.MemberId == memberId).OrderByDescending(row => row.StartedAt).FirstOrDefaultAsync();
}
