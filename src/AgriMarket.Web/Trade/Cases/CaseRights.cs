using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;

namespace AgriMarket.Web.Trade.Cases;

/// <summary>Who looks into what: officials into their region, administrators everywhere.</summary>
public sealed class CaseRights(RegionCatalogue regions)
{
    /// <summary>
    /// Why a member may not look into goods of these counties in this duty; null when they may. As
    /// <see cref="OfficeQueries.WhyNotAtAsync"/> says.
    /// </summary>
    internal async Task<Rejection?> WhyNotAsync(MarketDb db, Guid memberId, Duties duty, params IEnumerable<string> originCodes)
    {
        foreach (var origin in originCodes.Distinct())
        {
            if (await db.WhyNotAtAsync(memberId, duty, origin, regions) is { } why)
            {
                return why;
            }
        }

        return null;
    }
}
