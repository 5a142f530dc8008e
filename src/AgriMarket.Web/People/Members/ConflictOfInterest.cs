using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Members;

/// <summary>
/// Nobody in office decides about what is their own, also where it belongs to another account of theirs: accounts with the same proved
/// mobile are taken for one person's.
/// </summary>
internal static class ConflictOfInterest
{
    /// <summary>
    /// The refusal <paramref name="code"/> where a member is one of these, or has proved the mobile that one of these has proved; null
    /// where they are neither.
    /// </summary>
    /// <param name="parties">Whose goods, orders or applications are decided about.</param>
    public static async Task<Rejection?> WhyNotAboutAsync(
        this MarketDb db,
        Guid memberId,
        string code,
        params IReadOnlyCollection<Guid> parties
    )
    {
        if (parties.Contains(memberId))
        {
            return new Rejection(code);
        }

        var mobile = await db.VerifiedMobileOfAsync(memberId);
        return mobile is not null && await db.Set<Member>().AnyAsync(row => parties.Contains(row.Id) && row.VerifiedMobile == mobile)
            ? new Rejection(code)
            : null;
    }
}
