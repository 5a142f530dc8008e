using AgriMarket.Domain.Audits;
using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.Money.Addresses;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Government.Overview;

/// <summary>Something that waits for an official.</summary>
/// <param name="Key">Of its text, as in <c>Todo.Applications</c>.</param>
/// <param name="Address">Of the page where it is dealt with.</param>
public sealed record Todo(string Key, string Address, int Count);

/// <summary>Whose turn it is: what waits for an official of this region in these duties.</summary>
internal static class OfficialTodos
{
    /// <summary>What waits for a member; empty for who is no official, and without what is not among their duties.</summary>
    public static async Task<IReadOnlyList<Todo>> TodosAsync(this MarketDb db, Guid memberId, RegionCatalogue regions)
    {
        if (await db.OfficeOfAsync(memberId) is not { } post)
        {
            return [];
        }

        var todos = new List<Todo>();
        foreach (var wait in Waiting(db, memberId, regions.PrefixOf(post.RegionCode)).Where(wait => post.Has(wait.Duty)))
        {
            if (await wait.Rows.CountAsync() is var count and > 0)
            {
                todos.Add(new Todo(wait.Key, wait.Address, count));
            }
        }

        return todos;
    }

    private static IEnumerable<Wait> Waiting(MarketDb db, Guid memberId, string region) =>
        [
            .. Money(db, memberId, region),
            new(
                Duties.ApproveMoney,
                "Todo.Deliveries",
                GovernmentAddresses.DeliveryReviews,
                db.Set<DeliveryReview>().Where(row => row.Status == DeliveryReviewStatus.Waiting && row.OriginCode.StartsWith(region))
            ),
            new(
                Duties.ConfirmMembers,
                "Todo.Applications",
                GovernmentAddresses.Applications,
                db.Set<RoleApplication>()
                    .Where(row =>
                        row.Status == ApplicationStatus.Waiting && row.Role != MemberRole.Official && row.RegionCode.StartsWith(region)
                    )
            ),
            new(
                Duties.Audit,
                "Todo.Audits",
                GovernmentAddresses.Audits,
                db.Set<GrantAudit>().Where(row => row.Status == GrantAuditStatus.Answered && row.OriginCode.StartsWith(region))
            ),
            new(
                Duties.Edit,
                "Todo.Prices",
                GovernmentAddresses.PriceReviews,
                db.Set<PriceReview>().Where(row => row.Status == PriceReviewStatus.Waiting && row.OriginCode.StartsWith(region))
            ),
            new(
                Duties.Edit,
                "Todo.Unsold",
                GovernmentAddresses.UnsoldReports,
                db.Set<UnsoldReport>().Where(row => row.Status == UnsoldStatus.Open && row.OriginCode.StartsWith(region))
            ),
        ];

    /// <summary>What another person proposed about public money.</summary>
    private static IEnumerable<Wait> Money(MarketDb db, Guid memberId, string region)
    {
        var offices = db.Set<Office>().Where(office => office.RegionCode.StartsWith(region)).Select(office => office.Id);
        var funds = db.Set<Fund>().Where(fund => offices.Contains(fund.OfficeId));
        yield return new(
            Duties.ApproveMoney,
            "Todo.Funds",
            MoneyAddresses.Funds,
            funds.Where(fund => fund.Status == FundStatus.Proposed && fund.ProposedBy != memberId)
        );
        yield return new(
            Duties.ApproveMoney,
            "Todo.FundChanges",
            MoneyAddresses.Funds,
            from change in db.Set<FundChange>()
            join fund in funds on change.FundId equals fund.Id
            where change.Status == FundChangeStatus.Proposed && change.ProposedBy != memberId
            select change
        );
        yield return new(
            Duties.ApproveMoney,
            "Todo.Cases",
            GovernmentAddresses.Cases,
            db.Set<GrantCase>()
                .Where(row => row.Status == CaseStatus.NothingProposed || row.Status == CaseStatus.TakeBackProposed)
                .Where(row => row.ProposedBy != memberId && row.OriginCode.StartsWith(region))
        );
    }

    private sealed record Wait(Duties Duty, string Key, string Address, IQueryable<object> Rows);
}
