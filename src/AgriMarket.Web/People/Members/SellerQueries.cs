using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Members;

/// <summary>Under which name and from where a member sells, as confirmed.</summary>
/// <param name="Name">The farm's or co-operative's name, as shown to buyers.</param>
public sealed record Seller(Guid MemberId, MemberRole Role, string Name, string RegionCode)
{
    /// <summary>A co-operative and an agent sell for many households and name the one behind each lot.</summary>
    public bool NamesHouseholds => Role is MemberRole.Cooperative or MemberRole.Agent;
}

/// <summary>Reads about members who sell.</summary>
internal static class SellerQueries
{
    /// <summary>The member as a seller; of several seller's roles the one confirmed last. Null for whoever sells nothing.</summary>
    public static Task<Seller?> SellerAsync(this MarketDb db, Guid memberId) =>
        db.Set<RoleApplication>()
            .Where(row => row.MemberId == memberId && row.Status == ApplicationStatus.Confirmed && RoleRules.Sellers.Contains(row.Role))
            .OrderByDescending(row => row.DecidedAt)
            .Select(row => new Seller(row.MemberId, row.Role, row.DisplayName, row.RegionCode))
            .FirstOrDefaultAsync();
}
