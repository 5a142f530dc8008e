using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.FundRecords;

/// <summary>Public money: one official proposes a fund and its scheme, a second approves, and only then is it deposited.</summary>
public sealed class FundService(
    MarketWriter writer,
    RegionCatalogue regions,
    ProduceCatalogue produce,
    RunningSchemes schemes,
    FactorGuard guard,
    TimeProvider clock
)
{
    /// <summary>What is wrong with a proposal so far; records nothing.</summary>
    public IReadOnlyList<Rejection> Check(FundProposal proposal) => proposal.Plan(regions, clock.GetUtcNow().UtcDateTime).Rejections;

    /// <summary>
    /// Records a proposal, for the office of the official. Refused as <see cref="OfficeQueries.WithDutyAsync"/> says, and with a sentence
    /// for each wrong field. The same ids sent again answer the same; with another content they are rejected with <c>fund.id-taken</c>.
    /// </summary>
    /// <returns>The fund's id.</returns>
    public Task<Result<Guid>> ProposeAsync(FundProposal proposal, Guid? sessionId = null) =>
        writer.RunAsync<Guid>(async scope =>
        {
            var post = await scope.Db.WithDutyAsync(proposal.OfficialId, Duties.ProposeMoney);
            if (!post.IsOk)
            {
                return Result<Guid>.Refused(post.Rejections);
            }

            if (await guard.WhyNotAsync(scope, proposal.OfficialId, sessionId) is { } unconfirmed)
            {
                return unconfirmed;
            }

            var known = await scope.Db.Set<Fund>().AsNoTracking().FirstOrDefaultAsync(fund => fund.Id == proposal.FundId);
            var scheme = await scope.Db.Set<Scheme>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == proposal.SchemeId);
            if (known is not null || scheme is not null)
            {
                return known is not null && scheme is not null && proposal.IsSame(known, scheme)
                    ? known.Id
                    : new Rejection("fund.id-taken");
            }

            var planned = await PlanAsync(scope, proposal with { Post = post.Value });
            if (!planned.IsOk)
            {
                return Result<Guid>.Refused(planned.Rejections);
            }

            scope.Db.Add(planned.Value.Fund);
            scope.Db.Add(planned.Value.Scheme);
            await scope.Db.SaveChangesAsync();
            await ActWriter.NoteAsync(
                scope,
                new(FundActs.Propose.Code, proposal.OfficialId, "fund", proposal.FundId) { After = $"{planned.Value.Fund.Status}" }
            );
            scope.Announce(new LiveSignal(FundTopics.Funds, scope.Now));
            return proposal.FundId;
        });

    /// <summary>
    /// Opens a proposed fund: deposits its money and reserves its scheme's budget. Refused to the official who proposed it
    /// (<c>fund.same-official</c>), also from another account (<c>fund.same-mobile</c>, <see cref="SecondPerson"/>), as
    /// <see cref="FundRights.WhyNotForFundAsync"/> says, when it is open already
    /// (<c>fund.not-proposed</c>), and as <see cref="FactorGuard.WhyNotAsync"/> does.
    /// </summary>
    public Task<Result<Done>> ApproveAsync(Guid fundId, Guid officialId, Guid? sessionId = null) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await guard.WhyNotAsync(scope, officialId, sessionId) is { } unconfirmed)
            {
                return unconfirmed;
            }

            var fund = await scope.Db.Set<Fund>().FirstOrDefaultAsync(row => row.Id == fundId);
            if (fund is null)
            {
                return new Rejection("fund.unknown");
            }

            if (await scope.Db.WhyNotForFundAsync(officialId, Duties.ApproveMoney, fund, regions) is { } mayNot)
            {
                return mayNot;
            }

            var approved = fund.Approve(officialId, scope.Now);
            var why = approved.IsOk ? await scope.Db.WhyNotSecondAsync(fund.ProposedBy, officialId) : approved.Rejections[0];
            if (why is not null)
            {
                return why;
            }

            var budgets = await scope.Db.Set<Scheme>().AsNoTracking().Where(scheme => scheme.FundId == fundId).ToListAsync();
            var written = await LedgerWriter.WriteAsync(scope, Deposits(fund, budgets, scope.Now));
            if (written.IsOk)
            {
                scope.Cached<SchemeCache>().Forget(scope);
                scope.OnDurable(schemes.Forget);
                await scope.Db.SaveChangesAsync();
                await NoteApprovalAsync(scope, fund, officialId);
                scope.Announce(new LiveSignal(FundTopics.Funds, scope.Now));
                scope.Announce(new LiveSignal(FundTopics.Grants, scope.Now));
            }

            return written;
        });

    private static List<Transfer> Deposits(Fund fund, IEnumerable<Scheme> budgets, DateTime now) =>
        [
            Transfer.Direct(AccountIds.Treasury, AccountIds.Fund(fund.Id), fund.DepositFen, LedgerReasons.Deposit, null, now),
            .. budgets.Select(scheme =>
                Transfer.Direct(AccountIds.Fund(fund.Id), AccountIds.Budget(scheme.Id), scheme.BudgetFen, LedgerReasons.Budget, null, now)
            ),
        ];

    private static Task NoteApprovalAsync(WriteScope scope, Fund fund, Guid officialId) =>
        ActWriter.NoteAsync(
            scope,
            new(FundActs.Approve.Code, officialId, "fund", fund.Id) { Before = $"{FundStatus.Proposed}", After = $"{fund.Status}" }
        );

    /// <summary>The fund and scheme of a proposal, or a sentence for each field that is wrong or names what does not exist.</summary>
    internal async Task<Result<(Fund Fund, Scheme Scheme)>> PlanAsync(WriteScope scope, FundProposal proposal)
    {
        var planned = proposal.Plan(regions, scope.Now);
        var wrong = planned.Rejections.ToList();
        if (proposal.CampaignId is { } campaignId && !await scope.Db.HasCampaignAsync(campaignId))
        {
            wrong.Add(new Rejection("scheme.campaign-unknown", nameof(proposal.CampaignId)));
        }

        if (proposal.Conditions.ProduceCodes.Any(code => produce.Find(code) is null))
        {
            wrong.Add(new Rejection("scheme.produce-unknown", nameof(SchemeConditions.ProduceCodes)));
        }

        if (proposal.Conditions.LotIds.Count <= SchemeConditions.MaxLots && !await scope.Db.HasLotsAsync(proposal.Conditions.LotIds))
        {
            wrong.Add(new Rejection("scheme.lot-unknown", nameof(SchemeConditions.LotIds)));
        }

        return wrong.Count > 0 ? wrong : planned;
    }
}
