using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.Proposals;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.Runs;

/// <summary>
/// Publishes plans: each consignment becomes a proposal that both sides are asked about. One run at a time in this process, since
/// a second one would plan what the first is just proposing; other processes do no harm, for each proposal is held against the
/// market as it is then.
/// </summary>
public sealed class MatchService(
    MarketWriter writer,
    DueWork due,
    MatchDrafts board,
    MatchReads reads,
    ProposalLifecycle proposals,
    IOptions<MatchOptions> options,
    RegionCatalogue regions,
    TimeProvider clock
) : IDisposable
{
    internal const string ProposingName = "match.propose";

    /// <summary>Consignments that are proposed in one command: few enough that a checkout never waits for long.</summary>
    private const int AtOnce = 5;

    private readonly SemaphoreSlim turn = new(1);

    public void Dispose() => turn.Dispose();

    /// <summary>
    /// Plans by the operator's weights what there is now and publishes it. A run that nobody started and that finds nothing is
    /// answered and not stored: a year of quiet hours would fill the history with rows that say nothing.
    /// </summary>
    public Task<MatchRunRecord> RunAsync(RunTrigger trigger) =>
        InTurnAsync(async () =>
        {
            var draft = (await board.PlanAsync(options.Value.Weights)).Value[0];
            return draft.Outcome.Plan.Consignments.Count == 0
                ? RecordOf(draft, trigger, null, clock.GetUtcNow().UtcDateTime)
                : (await StoreAndProposeAsync(draft, trigger, null)).Value;
        });

    /// <summary>
    /// Plans what there is now and publishes it for an official. Idempotent: a replay returns the same run and plans nothing; for
    /// another run it rejects with <c>match.id-taken</c>. Rejects as <see cref="MatchWeights.Check"/> says, and as
    /// <see cref="PublishAsync"/> is.
    /// </summary>
    /// <param name="weights">Null takes the operator's.</param>
    public Task<Result<MatchRunRecord>> RunAsync(Guid id, Guid officialId, MatchWeights? weights) =>
        InTurnAsync(async () =>
        {
            if (await reads.FindAsync(id) is { } known)
            {
                return known.MemberId == officialId && (weights is null || weights == known.Weights)
                    ? known
                    : new Rejection("match.id-taken");
            }

            var planned = await board.PlanForAsync(officialId, weights ?? options.Value.Weights);
            return planned.IsOk
                ? await StoreAndProposeAsync(planned.Value[0] with { Id = id }, RunTrigger.Official, officialId)
                : Result<MatchRunRecord>.Refused(planned.Rejections);
        });

    /// <summary>
    /// Publishes a plan. What no longer fits, because the market has moved since, is left to the next run. The same published
    /// again proposes nothing twice. Rejects as <see cref="OfficeQueries.WithDutyAsync"/> says, and with
    /// <c>member.other-region</c> for goods from outside the official's region.
    /// </summary>
    /// <param name="memberId">The official; null for a run that nobody started.</param>
    public Task<Result<MatchRunRecord>> PublishAsync(MatchDraft draft, RunTrigger trigger, Guid? memberId) =>
        InTurnAsync(() => StoreAndProposeAsync(draft, trigger, memberId));

    private async Task<T> InTurnAsync<T>(Func<Task<T>> run)
    {
        await turn.WaitAsync();
        try
        {
            return await run();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Result<MatchRunRecord>> StoreAndProposeAsync(MatchDraft draft, RunTrigger trigger, Guid? memberId)
    {
        var stored = await writer.RunWhenThereIsRoomAsync(scope => StoreAsync(scope, draft, trigger, memberId));
        if (!stored.IsOk)
        {
            return stored;
        }

        var proposed = await due.RunAsync(ToPropose(draft));
        return proposed.EndedEarly ? new Rejection("market.unavailable") : stored;
    }

    /// <summary>
    /// What a plan proposes, a demand after the other, so that each is held against what earlier ones have left. A demand that nothing can
    /// be proposed to keeps no other from its proposals; runs leave it out until its next try.
    /// </summary>
    private DueKind<PlannedConsignment[]> ToPropose(MatchDraft draft) =>
        DueKind.Of(
            ProposingName,
            draft.Outcome.Plan.Consignments.GroupBy(one => one.DemandId).SelectMany(demand => demand.Chunk(AtOnce)),
            some => DueKind.Text(some[0].DemandId),
            (some, _) => writer.RunWhenThereIsRoomAsync(scope => ProposeAsync(scope, draft, some))
        ) with
        {
            SideBySide = 1,
        };

    /// <summary>A plan may be older than the duty or the region of the official who publishes it.</summary>
    private async Task<Rejection?> WhyNotAsync(MarketDb db, MatchDraft draft, Guid officialId)
    {
        var post = await db.WithDutyAsync(officialId, Duties.Edit);
        return !post.IsOk ? post.Rejections[0]
            : draft.Outcome.Plan.Consignments.All(one => post.Value.Reaches(one.CountyCode, regions)) ? null
            : new Rejection("member.other-region");
    }

    private async Task<Result<MatchRunRecord>> StoreAsync(WriteScope scope, MatchDraft draft, RunTrigger trigger, Guid? memberId)
    {
        if (memberId is { } officialId && await WhyNotAsync(scope.Db, draft, officialId) is { } mayNot)
        {
            return mayNot;
        }

        if (await scope.Db.Set<MatchRunRecord>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == draft.Id) is { } known)
        {
            return known;
        }

        var run = RecordOf(draft, trigger, memberId, scope.Now);
        scope.Db.Add(run);
        await scope.Db.SaveChangesAsync();
        if (memberId is not null)
        {
            await ActWriter.NoteAsync(scope, new(MatchActs.Run.Code, memberId, "match-run", run.Id));
        }

        scope.Announce(new LiveSignal(MatchTopics.Matching, scope.Now));
        return run;
    }

    private static MatchRunRecord RecordOf(MatchDraft draft, RunTrigger trigger, Guid? memberId, DateTime now)
    {
        var plan = draft.Outcome.Plan;
        return new()
        {
            Id = draft.Id,
            At = now,
            Trigger = trigger,
            MemberId = memberId,
            Weights = draft.Problem.Weights,
            Lots = draft.Problem.Lots.Count,
            Demands = draft.Problem.Demands.Count,
            Arcs = draft.Arcs,
            Consignments = plan.Consignments.Count,
            Grams = plan.Grams,
            SavedGrams = plan.SavedGrams,
            IncomeFen = plan.IncomeFen,
            FreightFen = plan.FreightFen,
            ListedGrams = plan.ListedGrams,
            LotsUsed = plan.LotsUsed,
            GapPerMillion = draft.Outcome.GapPerMillion,
            IsBestSoFar = draft.Outcome.IsBestSoFar,
            Milliseconds = draft.Milliseconds,
        };
    }

    /// <summary>
    /// Proposes some consignments, each against what earlier ones have left. Its demands are kept from other processes until the command
    /// ends.
    /// </summary>
    private async Task<Result<Done>> ProposeAsync(WriteScope scope, MatchDraft draft, IReadOnlyList<PlannedConsignment> consignments)
    {
        foreach (var demandId in consignments.Select(one => one.DemandId).Distinct().Order())
        {
            await scope.Sql.ExecuteAsync($"UPDATE demands SET version = version WHERE id = {demandId}");
        }

        var market = await MarketState.ReadAsync(scope, draft.Id, consignments, options.Value);
        foreach (var consignment in consignments)
        {
            if (
                market.InstitutionOf(consignment) is { } institution
                && ProposalPlan.Of(Guid.CreateVersion7(), draft.Id, draft.Problem, consignment, market.FactsOf(consignment)) is { } proposal
            )
            {
                await proposals.BeginAsync(scope, proposal, institution);
                market.Take(proposal);
            }
        }

        return Done.Instance;
    }
}
