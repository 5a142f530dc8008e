using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;

namespace AgriMarket.Web.Trade.Cases;

/// <summary>Who looks into what: officials into their region, administrators everywhere.</summary>
public sealed class CaseRights(RegionCatalogue regions)
{
    /// <summary>The duty in which a step of a case is taken.</summary>
    public static Duties DutyOf(CaseAction step) =>
        step is CaseAction.ProposeNothing or CaseAction.ProposeTakeBack ? Duties.ProposeMoney : Duties.ApproveMoney;

    /// <summary>The steps of a case that a member may take now.</summary>
    internal async Task<IReadOnlyList<CaseAction>> StepsAsync(MarketDb db, GrantCase of, Guid memberId)
    {
        var steps = new List<CaseAction>();
        if (await WhyNotOwnAsync(db, of, memberId) is not null)
        {
            return steps;
        }

        foreach (var step in Enum.GetValues<CaseAction>().Where(step => GrantCase.Statuses.Allows(of.Status, step)))
        {
            var isOwnProposal = step == CaseAction.Approve && of.ProposedBy == memberId;
            if (!isOwnProposal && await WhyNotAsync(db, memberId, DutyOf(step), of.OriginCode) is null)
            {
                steps.Add(step);
            }
        }

        return steps;
    }

    /// <summary><c>case.own</c> to who bought or sold what the case is about, see <see cref="ConflictOfInterest"/>.</summary>
    internal static Task<Rejection?> WhyNotOwnAsync(MarketDb db, GrantCase about, Guid memberId) =>
        db.WhyNotAboutAsync(memberId, "case.own", [about.FarmerId, .. about.Parcels.Select(parcel => parcel.BuyerId)]);

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
