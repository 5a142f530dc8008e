using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Prices;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.Money.FundChanges;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Payments.Admin;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.Operations.MemberLocking;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Offices;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.Deliveries;
using AgriMarket.Web.Trade.PriceReviews;
using AgriMarket.Web.Trade.ReferencePrices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.People.Offices;

/// <summary>
/// What officials and administrators do, each aimed at a thing of county A, and the refusal of those who may not, straight from the
/// service: whatever a page or a circuit lets through ends here.
/// </summary>
/// <param name="Editor">Null where it is the editor's own duty.</param>
/// <param name="Auditor">Null where every official of county A may.</param>
/// <param name="NoOfficial">For a resident, and for who was an official until a moment ago.</param>
internal sealed record OfficeCommand(
    string Name,
    Func<Guid, Task<IReadOnlyList<Rejection>>> Send,
    string OtherOfficial,
    string? Editor,
    string? Auditor,
    string NoOfficial
)
{
    /// <summary>The refusal of an asker; null for who may.</summary>
    public string? RefusalOf(Asker asker) =>
        asker switch
        {
            Asker.OtherOfficial => OtherOfficial,
            Asker.Editor => Editor,
            Asker.Auditor => Auditor,
            _ => NoOfficial,
        };
}

internal static class OfficeCommands
{
    private const string Edit = "office.duty-edit";
    private const string Propose = "office.duty-propose-money";
    private const string Approve = "office.duty-approve-money";
    private const string None = "office.not-official";

    public static IReadOnlyList<OfficeCommand> Of(RightsScene scene, IServiceProvider services) =>
        [.. Members(scene, services), .. Funds(scene, services), .. Trade(scene, services), .. Aid(scene, services)];

    /// <summary>What no refused command may change.</summary>
    public static async Task<string> StandingAsync(MarketDb db)
    {
        var parts = new List<string>
        {
            $"{await db.Set<Act>().CountAsync(act => !act.Kind.StartsWith("security.refused"))} acts",
            $"{await db.Set<Scheme>().CountAsync()} schemes",
            $"{await db.Set<OfficialReference>().CountAsync()} references",
            $"{await db.Set<MatchRunRecord>().CountAsync()} runs",
            $"{await db.Set<Proposal>().CountAsync()} proposals",
            $"{await db.Set<Refund>().CountAsync()} refunds",
            $"{await db.Set<FactorReset>().CountAsync()} resets",
            $"{await db.Set<Member>().CountAsync(member => member.LockedAt != null)} locked",
            $"{await db.Set<PayeeChoice>().CountAsync(choice => choice.AgreedAt != null)} payees",
        };
        parts.AddRange(await db.Set<RoleApplication>().OrderBy(row => row.Id).Select(row => $"{row.Status}{row.Duties}").ToListAsync());
        parts.AddRange(await db.Set<Fund>().OrderBy(row => row.Id).Select(row => $"{row.Status}").ToListAsync());
        parts.AddRange(await db.Set<FundChange>().OrderBy(row => row.Id).Select(row => $"{row.Status}").ToListAsync());
        parts.AddRange(await db.Set<PriceReview>().OrderBy(row => row.Id).Select(row => $"{row.Status}").ToListAsync());
        parts.AddRange(await db.Set<DeliveryReview>().OrderBy(row => row.ParcelId).Select(row => $"{row.Status}").ToListAsync());
        parts.AddRange(await db.Set<Campaign>().OrderBy(row => row.Id).Select(row => $"{row.Status}{row.Title}").ToListAsync());
        parts.AddRange(await db.Set<UnsoldReport>().OrderBy(row => row.Id).Select(row => $"{row.Status}").ToListAsync());
        return string.Join('\n', parts);
    }

    private static IEnumerable<OfficeCommand> Members(RightsScene scene, IServiceProvider services)
    {
        var (ids, farmer) = (scene.Ids, scene.Trade.Farmer);
        T Get<T>()
            where T : notnull => services.GetRequiredService<T>();
        OfficeCommand OfAdministrators<T>(string name, Func<Guid, Task<Result<T>>> send, string code) =>
            new(name, async id => (await send(id)).Rejections, code, code, code, code);

        yield return new(
            "confirm an application",
            async id => (await Get<RoleService>().DecideAsync(ids["application"], ApplicationAction.Confirm, "", id)).Rejections,
            "member.other-region",
            "member.may-not-decide",
            "member.may-not-decide",
            "member.may-not-decide"
        );
        yield return OfAdministrators(
            "change duties",
            id => Get<OfficeService>().ChangeDutiesAsync(ids["post"], Duties.Audit, Duties.Audit, id),
            "office.not-administrator"
        );
        yield return OfAdministrators(
            "rename an office",
            id => Get<OfficeService>().RenameAsync(Guid.CreateVersion7(), "旧名", "新名", id),
            "office.not-administrator"
        );
        yield return OfAdministrators("lock", id => Get<MemberLocks>().SetAsync(id, farmer, isLocked: true), "member.may-not-lock");
        yield return OfAdministrators("reset a factor", id => Get<FactorResets>().StartAsync(id, farmer, null), "member.may-not-reset");
        yield return OfAdministrators("return money", id => Get<PaymentAdmin>().ReturnAsync("any", "退回", id), "payment.may-not");
        yield return OfAdministrators("end held money", id => Get<PaymentAdmin>().DealWithAsync("any", "已退", id), "payment.may-not");
        yield return OfAdministrators(
            "try a payment again",
            id => Get<PaymentAdmin>().TryAgainAsync(PaymentOperationKind.Event, "any", id),
            "payment.may-not"
        );
        yield return OfAdministrators(
            "take a farmer's money",
            id => Get<PayoutAccounts>().AnswerAsync(id, farmer, agrees: true),
            "payout.not-asked"
        );
    }

    private static IEnumerable<OfficeCommand> Funds(RightsScene scene, IServiceProvider services)
    {
        var ids = scene.Ids;
        var (funds, changes) = (services.GetRequiredService<FundService>(), services.GetRequiredService<FundChangeService>());
        FundProposal Proposal(Guid id) => scene.Trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 10_000) with { OfficialId = id };
        yield return new(
            "propose a fund",
            async id => (await funds.ProposeAsync(Proposal(id))).Rejections,
            "scheme.county-outside",
            Propose,
            Propose,
            None
        );
        yield return new(
            "approve a fund",
            async id => (await funds.ApproveAsync(ids["proposed"], id)).Rejections,
            "fund.other-office",
            Approve,
            Approve,
            None
        );
        yield return new(
            "propose a change",
            async id => (await changes.ProposeAsync(new(Guid.CreateVersion7(), ids["fund"], FundAction.Freeze, 0, null, id))).Rejections,
            "fund.other-office",
            Propose,
            Propose,
            None
        );
        yield return new(
            "propose a scheme",
            async id => (await changes.ProposeSchemeAsync(Guid.CreateVersion7(), Proposal(id) with { FundId = ids["fund"] })).Rejections,
            "fund.other-office",
            Propose,
            Propose,
            None
        );
        yield return new(
            "approve a change",
            async id => (await changes.ApproveAsync(ids["change"], id)).Rejections,
            "fund.other-office",
            Approve,
            Approve,
            None
        );
        yield return new(
            "turn a change down",
            async id => (await changes.RefuseAsync(ids["change"], FundDecision.TurnDown, "不合规", id)).Rejections,
            "fund.other-office",
            Approve,
            Approve,
            None
        );
    }

    private static IEnumerable<OfficeCommand> Trade(RightsScene scene, IServiceProvider services)
    {
        var ids = scene.Ids;
        var reviews = services.GetRequiredService<DeliveryReviewService>();
        yield return new(
            "allow a price",
            async id =>
                (
                    await services.GetRequiredService<PriceReviewService>().DecideAsync(ids["price"], PriceReviewAction.Allow, "好", id)
                ).Rejections,
            "member.other-region",
            null,
            Edit,
            None
        );
        yield return new(
            "release a delivery",
            async id => (await reviews.DecideAsync(ids["parcel"], release: true, "好", id)).Rejections,
            "member.other-region",
            Approve,
            Approve,
            None
        );
        yield return new(
            "set a reference price",
            async id =>
                (
                    await services.GetRequiredService<ReferencePriceService>().SetAsync(new(FarmFixture.Potato, false, 500, "测试", id))
                ).Rejections,
            "price.nationwide",
            Propose,
            Propose,
            None
        );
        yield return new(
            "refund what cannot be sent",
            async id => (await scene.Trade.CannotSendAsync(ids["order"], ids["lot"], 500, memberId: id)).Rejections,
            "order.unknown",
            null,
            "order.unknown",
            "order.unknown"
        );
        yield return new(
            "run a matching",
            async id => (await scene.Deals.Matching.RunAsync(id == scene.IdOf(Asker.OtherOfficial) ? ids["run"] : id, id, null)).Rejections,
            "match.id-taken",
            null,
            Edit,
            None
        );
    }

    private static IEnumerable<OfficeCommand> Aid(RightsScene scene, IServiceProvider services)
    {
        var ids = scene.Ids;
        var (campaigns, reports) = (scene.Market.Campaigns(), services.GetRequiredService<UnsoldService>());
        yield return new(
            "write a campaign",
            async id =>
            {
                var draft = scene.Market.Draft(scene.Trade) with { Id = ids["draft"], OfficialId = id, Title = "别人写的" };
                return (await campaigns.SaveAsync(draft, publish: false)).Rejections;
            },
            "campaign.unknown",
            null,
            Edit,
            None
        );
        yield return new(
            "end a campaign",
            async id => (await campaigns.CloseAsync(ids["campaign"], id)).Rejections,
            "campaign.unknown",
            null,
            Edit,
            None
        );
        yield return new(
            "decide on unsold goods",
            async id => (await reports.DecideAsync(new(ids["unsold"], id, UnsoldAction.Donate, 500, "捐了"))).Rejections,
            "unsold.unknown",
            null,
            Edit,
            None
        );
        yield return new(
            "report a lot unsold",
            async id => (await reports.ReportAsync(scene.ReportOf(Guid.CreateVersion7(), id, ids["lot"]))).Rejections,
            "unsold.lot-unknown",
            null,
            null,
            "unsold.may-not-report"
        );
    }
}
