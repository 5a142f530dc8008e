using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Members;

/// <summary>An institution as confirmed.</summary>
/// <param name="RegionCode">Where it is: a region of any level.</param>
public sealed record Institution(string Name, string RegionCode);

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

    /// <summary>The member who signs in with this; null when nobody does.</summary>
    public static async Task<Guid?> MemberOfLoginAsync(this MarketDb db, Login login)
    {
        var name = login.Name.ToUpperInvariant();
        return await db.Set<Member>()
            .Where(member => member.NormalizedUserName == name)
            .Select(member => (Guid?)member.Id)
            .FirstOrDefaultAsync();
    }

    /// <summary>
    /// The mobile number that a member has proved; null without one. What a person may have once is counted by it, inside the command
    /// that counts: two accounts of one mobile are one person, or share what one person has.
    /// </summary>
    public static Task<string?> VerifiedMobileOfAsync(this MarketDb db, Guid memberId) =>
        db.Set<Member>().Where(member => member.Id == memberId).Select(member => member.VerifiedMobile).SingleOrDefaultAsync();

    /// <summary>Members who have proved this number or address.</summary>
    public static IQueryable<Member> WithVerified(this MarketDb db, ContactKind kind, string contact) =>
        kind == ContactKind.Mobile
            ? db.Set<Member>().Where(member => member.VerifiedMobile == contact)
            : db.Set<Member>().Where(member => member.VerifiedEmail == contact);

    /// <summary>
    /// The names members are known by: that of the role confirmed last, and the one they gave themselves where they have none.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(this MarketDb db, IReadOnlyCollection<Guid> memberIds) =>
        await db.Set<Member>()
            .Where(member => memberIds.Contains(member.Id))
            .Select(member => new
            {
                member.Id,
                Name = db.Set<RoleApplication>()
                    .Where(row => row.MemberId == member.Id && row.Status == ApplicationStatus.Confirmed && row.DisplayName != "")
                    .OrderByDescending(row => row.DecidedAt)
                    .Select(row => row.DisplayName)
                    .FirstOrDefault()
                    ?? member.DisplayName,
            })
            .ToDictionaryAsync(member => member.Id, member => member.Name);

    /// <summary>Every administrator.</summary>
    public static Task<List<Guid>> AdministratorsAsync(this MarketDb db) =>
        db.Set<RoleApplication>()
            .Where(row => row.Role == MemberRole.Administrator && row.Status == ApplicationStatus.Confirmed)
            .Select(row => row.MemberId)
            .Distinct()
            .ToListAsync();

    /// <summary>The institution that a member was confirmed for; null for a member who buys for none (any more).</summary>
    public static Task<Institution?> InstitutionOfAsync(this MarketDb db, Guid memberId) =>
        db.Set<RoleApplication>()
            .AsNoTracking()
            .Where(row => row.MemberId == memberId && row.Role == MemberRole.Institution && row.Status == ApplicationStatus.Confirmed)
            .OrderByDescending(row => row.AppliedAt)
            .Select(row => new Institution(row.DisplayName, row.RegionCode))
            .FirstOrDefaultAsync();

    /// <summary>Every member who is confirmed as an institution.</summary>
    public static IQueryable<Guid> Institutions(this MarketDb db) =>
        db.Set<RoleApplication>()
            .Where(row => row.Role == MemberRole.Institution && row.Status == ApplicationStatus.Confirmed)
            .Select(row => row.MemberId);

    /// <summary>What the database's unique indexes let stand only instead of this application.</summary>
    public static IQueryable<RoleApplication> ApplicationsBeside(this MarketDb db, RoleApplication wanted)
    {
        var others = db.Set<RoleApplication>().Where(row => row.MemberId == wanted.MemberId && row.Role == wanted.Role);
        return RoleRules.Sellers.Contains(wanted.Role)
            ? others.Where(row => row.RegionCode == wanted.RegionCode && row.Status == ApplicationStatus.Waiting)
            : others.Where(row => row.Status == ApplicationStatus.Waiting || row.Status == ApplicationStatus.Confirmed);
    }
}
