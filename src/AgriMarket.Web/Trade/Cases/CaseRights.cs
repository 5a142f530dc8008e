using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;

namespace AgriMarket.Web.Trade.Cases;

/// <summary>Who looks into what: officials into their region, administrators everywhere.</summary>
public sealed class CaseRights(RegionCatalogue regions)
{
    /// <summary>
    /// Why a member may not look into goods of a county; null when they may. <c>case.not-official</c>, <c>member.other-region</c>.
    /// </summary>
    internal async Task<Rejection?> WhyNotAsync(MarketDb db, Guid memberId, params IEnumerable<string> originCodes)
    {
        var roles = await db.RolesOfAsync(memberId);
        if (!roles.Contains(MemberRole.Official) && !roles.Contains(MemberRole.Administrator))
        {
            return new Rejection("case.not-official");
        }

        var office = await db.OfficeOfAsync(memberId);
        return originCodes.All(code => RoleRules.Reaches(roles, office?.RegionCode, code, regions))
            ? null
            : new Rejection("member.other-region");
    }
}
