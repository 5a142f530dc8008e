using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching;
using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching;

/// <summary>Publishes plans: each consignment becomes a proposal that both sides are asked about.</summary>
public sealed class MatchService(MarketWriter writer, MatchBoard board, ProposalEnding proposals, IOptions<MatchOptions> options)
{
    /// <summary>Consignments that are proposed in one command: few enough that a checkout never waits for long.</summary>
    private const int AtOnce = 20;

    /// <summary>Plans what there is now and publishes it.</summary>
    public async Task<MatchRunRecord> RunAsync(RunTrigger trigger)
    {
        var drafts = await board.PlanAsync(options.Value.Weights);
        return (await PublishAsync(drafts.Value[0], trigger, null)).Value;
    }

    /// <summary>
    /// Publishes a plan. What no longer fits, because the market has moved since, is left to the next run. The same published
    /// again proposes nothing twice.
    /// </summary>
    /// <param name="memberId">The official; null for a run that nobody started.</param>
    public async Task<Result<MatchRunRecord>> PublishAsync(MatchDraft draft, RunTrigger trigger, Guid? memberId)
    {
        var stored = await writer.RunWhenThereIsRoomAsync(scope => StoreAsync(scope, draft, trigger, memberId));
        foreach (var some in draft.Outcome.Plan.Consignments.Chunk(AtOnce))
        {
            var proposed = await writer.RunWhenThereIsRoomAsync(scope => ProposeAsync(scope, draft, some));
            if (!proposed.IsOk)
            {
                return Result<MatchRunRecord>.Refused(proposed.Rejections);
            }
        }

        return stored;
    }

    private static async Task<Result<MatchRunRecord>> StoreAsync(WriteScope scope, MatchDraft draft, RunTrigger trigger, Guid? memberId)
    {
        if (await scope.Db.Set<MatchRunRecord>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == draft.Id) is { } known)
        {
            return known;
        }

        var plan = draft.Outcome.Plan;
        var run = new MatchRunRecord
        {
            Id = draft.Id,
            At = scope.Now,
            Trigger = trigger,
            MemberId = memberId,
            Weights = draft.Problem.Weights,
            Lots = draft.Problem.Lots.Count,
            Demands = draft.Problem.Demands.Count,
            Arcs = draft.Arcs,
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
        scope.Db.Add(run);
        await scope.Db.SaveChangesAsync();
        scope.Announce(new LiveSignal(LiveTopics.Matching, scope.Now));
        return run;
    }

    /// <summary>Proposes some consignments, each against what earlier ones have left. Its demands are kept from other processes until the command ends.</summary>
    private async Task<Result<Done>> ProposeAsync(WriteScope scope, MatchDraft draft, IReadOnlyList<PlannedConsignment> consignments)
    {
        foreach (var demandId in consignments.Select(one => one.DemandId).Distinct().Order())
        {
            await scope.Sql.ExecuteAsync($"UPDATE demands SET version = version WHERE id = {demandId}");
        }

        foreach (var consignment in consignments)
        {
            if (await scope.Db.Set<Demand>().FirstOrDefaultAsync(row => row.Id == consignment.DemandId) is { } demand
                && !await IsProposedAsync(scope, draft, consignment)
                && Proposing.Of(Guid.CreateVersion7(), draft.Id, draft.Problem, consignment, await FactsAsync(scope, demand, consignment)) is { } proposal)
            {
                await proposals.BeginAsync(scope, proposal, demand.InstitutionName);
            }
        }

        return Done.Instance;
    }

    private static Task<bool> IsProposedAsync(WriteScope scope, MatchDraft draft, PlannedConsignment consignment) => scope.Db.Set<Proposal>().AnyAsync(row =>
        row.RunId == draft.Id && row.DemandId == consignment.DemandId && row.CountyCode == consignment.CountyCode && row.ArrivesOn == consignment.ArrivesOn);

    private async Task<ProposingFacts> FactsAsync(WriteScope scope, Demand demand, PlannedConsignment consignment)
    {
        var (db, today) = (scope.Db, ChinaTime.Day(scope.Now));
        List<Guid> lotIds = [.. consignment.Shares.Select(share => share.LotId)];
        var lots = await db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Contains(lot.Id)).ToListAsync();
        var terms = await db.Set<BulkTerms>().AsNoTracking().Where(row => lotIds.Contains(row.LotId)).ToDictionaryAsync(row => row.LotId);
        var proposed = await db.ProposedAsync(lotIds);
        var taken = await db.TakenAsync([demand.Id]);
        return new(
            demand.ToMatch(taken.GetValueOrDefault(demand.Id).Grams, today.AddDays(options.Value.LeadDays)),
            lots.Select(lot => (terms.GetValueOrDefault(lot.Id) ?? BulkTerms.Usual(lot)).ToMatch(lot, proposed.GetValueOrDefault(lot.Id), 0, today)).OfType<MatchLot>().ToDictionary(lot => lot.Id),
            scope.Now.AddHours(options.Value.AnswerHours),
            scope.Now);
    }
}
