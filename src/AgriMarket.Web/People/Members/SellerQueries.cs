using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Members;

/// <summary>Under which name and from where a member sells, as confirmed.</summary>
/// <param name="Name">The farm's or co-operative's name, as shown to buyers.</param>
/// <param name="Origins">Every place they may sell from, that confirmed last first; at least one.</param>
public sealed record Seller(Guid MemberId, MemberRole Role, string Name, IReadOnlyList<ConfirmedOrigin> Origins)
{
    /// <summary>A co-operative and an agent sell for many households and name the one behind each lot.</summary>
    public bool NamesHouseholds => Role is MemberRole.Cooperative or MemberRole.Agent;
}

/// <summary>Reads about members who sell.</summary>
internal static class SellerQueries
{
    /// <summary>
    /// The member as a seller: role and name of what was confirmed last, origins of all. Null for whoever sells nothing.
    /// </summary>
    public static async Task<Seller?> SellerAsync(this MarketDb db, Guid memberId)
    {
        var confirmed = await db.ConfirmedSellers().AsNoTracking().Where(row => row.MemberId == memberId).ToListAsync();
        confirmed.Sort((one, other) => Nullable.Compare(other.DecidedAt, one.DecidedAt));
        return confirmed.Count == 0
            ? null
            : new Seller(
                memberId,
                confirmed[0].Role,
                confirmed[0].DisplayName,
                [.. confirmed.Select(row => new ConfirmedOrigin(row.RegionCode, row.Villages))]
            );
    }

    /// <summary>What makes members sellers: one row for each role and county, or more where villages came later.</summary>
    public static IQueryable<RoleApplication> ConfirmedSellers(this MarketDb db) =>
        db.Set<RoleApplication>().Where(row => row.Status == ApplicationStatus.Confirmed && RoleRules.Sellers.Contains(row.Role));
}
