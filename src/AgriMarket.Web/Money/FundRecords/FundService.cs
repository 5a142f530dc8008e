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
    FundProposalNotifier notifier,
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
                new(FundActs.Propose.Code, proposal.OfficialId, "fund", proposal.FundId)
                {
                    SubjectName = planned.Value.Fund.NameZh,
                    After = $"{planned.Value.Fund.Status}",
                }
            );
            await notifier.WaitsAsync(scope, planned.Value.Fund, proposal.OfficialId, $"{proposal.FundId:N}", proposal.DepositFen);
            scope.Announce(new LiveSignal(FundTopics.Funds, scope.Now));
            return proposal.FundId;
        });

    /// <summary>
    /// Opens a proposed fund: deposits its money and reserves its scheme's budget. Refused as <see cref="Fund.Decide"/> says, to the
    /// proposer's other account (<c>fund.same-mobile</c>, <see cref="SecondPerson"/>), and as <see cref="FundRights.WhyNotForFundAsync"/>
    /// and <see cref="FactorGuard.WhyNotAsync"/> do.
    /// </summary>
    public Task<Result<Done>> ApproveAsync(Guid fundId, Guid officialId, Guid? sessionId = null) =>
        DecideAsync(
            fundId,
            FundDecision.Approve,
            "",
            officialId,
            sessionId,
            async (scope, fund) =>
            {
                if (await scope.Db.WhyNotSecondAsync(fund.ProposedBy, officialId) is { } why)
                {
                    return why;
                }

                var budgets = await scope.Db.Set<Scheme>().AsNoTracking().Where(scheme => scheme.FundId == fundId).ToListAsync();
                scope.Cached<SchemeCache>().Forget(scope);
                scope.OnDurable(schemes.Forget);
                scope.Announce(new LiveSignal(FundTopics.Grants, scope.Now));
                return await LedgerWriter.WriteAsync(scope, Deposits(fund, budgets, scope.Now));
            }
        );

    /// <summary>
    /// Turns a proposed fund down, sends it back to be proposed anew, or withdraws it. Refused as <see cref="ApproveAsync"/> is, but for
    /// the mobile: a no takes nothing from anybody. Withdrawing is for whoever may propose.
    /// </summary>
    public Task<Result<Done>> RefuseAsync(Guid fundId, FundDecision decision, string reason, Guid officialId, Guid? sessionId = null) =>
        DecideAsync(fundId, decision, reason, officialId, sessionId, (_, _) => Task.FromResult<Result<Done>>(Done.Instance));

    private Task<Result<Done>> DecideAsync(
        Guid fundId,
        FundDecision decision,
        string reason,
        Guid officialId,
        Guid? sessionId,
        Func<WriteScope, Fund, Task<Result<Done>>> carryOut
    ) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await guard.WhyNotAsync(scope, officialId, sessionId) is { } unconfirmed)
            {
                return unconfirmed;
            }

            if (await scope.Db.Set<Fund>().FirstOrDefaultAsync(row => row.Id == fundId) is not { } fund)
            {
                return new Rejection("fund.unknown");
            }

            if (await scope.Db.WhyNotForFundAsync(officialId, FundRights.DutyOf(decision), fund, regions) is { } mayNot)
            {
                return mayNot;
            }

            var decided = fund.Decide(decision, officialId, reason, scope.Now);
            decided = decided.IsOk ? await carryOut(scope, fund) : decided;
            if (decided.IsOk)
            {
                await scope.Db.SaveChangesAsync();
                await NoteAsync(scope, fund, decision);
                await notifier.DecidedAsync(scope, fund, fund.ProposedBy, $"{fund.Id:N}", $"{fund.Status}");
                scope.Announce(new LiveSignal(FundTopics.Funds, scope.Now));
            }

            return decided;
        });

    private static List<Transfer> Deposits(Fund fund, IEnumerable<Scheme> budgets, DateTime now) =>
        [
            Transfer.Direct(AccountIds.Treasury, AccountIds.Fund(fund.Id), fund.DepositFen, LedgerReasons.Deposit, null, now),
            .. budgets.Select(scheme =>
                Transfer.Direct(AccountIds.Fund(fund.Id), AccountIds.Budget(scheme.Id), scheme.BudgetFen, LedgerReasons.Budget, null, now)
            ),
        ];

    private static async Task NoteAsync(WriteScope scope, Fund fund, FundDecision decision) =>
        await ActWriter.NoteAsync(
            scope,
            new(
                decision == FundDecision.Approve ? FundActs.Approve.Code : FundActs.OfRefusal(decision).Code,
                fund.DecidedBy,
                "fund",
                fund.Id
            )
            {
                SubjectName = fund.NameZh,
                Before = $"{FundStatus.Proposed}",
                After = await SchemeFingerprint.SignedAsync(scope.Db, fund),
                Reason = fund.Reason,
            }
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
