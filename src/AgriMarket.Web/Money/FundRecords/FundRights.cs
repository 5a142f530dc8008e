using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.FundRecords;

/// <summary>A fund belongs to an office: its officials act on it, and those of offices above it or beside it in the same region.</summary>
internal static class FundRights
{
    /// <summary>
    /// Why an official may not act on a fund in this duty; null when they may. As <see cref="OfficeQueries.WithDutyAsync"/> says, and
    /// <c>fund.other-office</c> where the fund's office does not lie within the official's region.
    /// </summary>
    public static async Task<Rejection?> WhyNotForFundAsync(
        this MarketDb db,
        Guid officialId,
        Duties duty,
        Fund fund,
        RegionCatalogue regions
    )
    {
        var post = await db.WithDutyAsync(officialId, duty);
        return !post.IsOk ? post.Rejections[0]
            : post.Value.Reaches((await db.OwnerOfFundAsync(fund.Id))!.RegionCode, regions) ? null
            : new Rejection("fund.other-office");
    }

    /// <summary>In which duty an official decides on a proposal.</summary>
    public static Duties DutyOf(FundDecision decision) => decision == FundDecision.Withdraw ? Duties.ProposeMoney : Duties.ApproveMoney;

    /// <summary>The office that owns a fund, in no duty; null for no fund.</summary>
    public static Task<OfficePost?> OwnerOfFundAsync(this MarketDb db, Guid fundId) =>
        (
            from fund in db.Set<Fund>()
            join office in db.Set<Office>() on fund.OfficeId equals office.Id
            where fund.Id == fundId
            select new OfficePost(office.Id, office.Name, office.Kind, office.RegionCode, Duties.None)
        ).FirstOrDefaultAsync();
}
