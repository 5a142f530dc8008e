using AgriMarket.Domain.Common;
using AgriMarket.Domain.Editing;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.Proposals;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Demands;

/// <summary>Takes what institutions need, and every change of it.</summary>
public sealed class DemandService(MarketWriter writer, DueWork due, ProposalLifecycle proposals, MatchMap map)
{
    /// <summary>
    /// Posts a demand. Idempotent: a replay returns the same result; with another content it rejects with <c>demand.id-taken</c>.
    /// Rejects with <c>demand.not-institution</c> for whoever was not confirmed as one, with <c>demand.campaign</c> beside a
    /// campaign that does not run, and as <see cref="Demand.Post"/> says.
    /// </summary>
    /// <returns>The demand's id.</returns>
    public Task<Result<Guid>> PostAsync(Guid id, Guid memberId, DemandTerms wanted) =>
        writer.RunAsync<Guid>(async scope =>
        {
            var db = scope.Db;
            if (await db.Set<Demand>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id) is { } known)
            {
                return
                    known.InstitutionId == memberId
                    && wanted.Check(ChinaTime.Day(known.PostedAt), map) is { IsOk: true } terms
                    && terms.Value == known.Terms
                    ? id
                    : new Rejection("demand.id-taken");
            }

            if (await db.InstitutionOfAsync(memberId) is not { } institution)
            {
                return new Rejection("demand.not-institution");
            }

            if (!await CanAskForAsync(scope, wanted.CampaignId))
            {
                return new Rejection("demand.campaign", nameof(DemandTerms.CampaignId));
            }

            var running = await db.RunningDemandsOf(memberId, ChinaTime.Day(scope.Now)).AsNoTracking().ToListAsync();
            var posted = Demand.Post(id, memberId, institution.Name, wanted, running, map, scope.Now);
            if (!posted.IsOk)
            {
                return Result<Guid>.Refused(posted.Rejections);
            }

            db.Add(posted.Value);
            await db.SaveChangesAsync();
            Announce(scope, posted.Value);
            return id;
        });

    /// <summary>
    /// Other terms from now on; proposals that wait for an answer are withdrawn, and the next run proposes anew. Rejects with
    /// <c>demand.unknown</c> for somebody else's, <c>edit.changed</c> when it is not the version that was seen, and as
    /// <see cref="PostAsync"/> and <see cref="Demand.Edit"/> say. The same sent again changes nothing.
    /// </summary>
    public Task<Result<Done>> EditAsync(Guid id, Guid memberId, long seenVersion, DemandTerms wanted) =>
        ChangeAsync(
            id,
            memberId,
            async (scope, demand) =>
            {
                if (await scope.Db.InstitutionOfAsync(memberId) is null)
                {
                    return new Rejection("demand.not-institution");
                }

                if (
                    demand.WhyNot(seenVersion) is { } changed
                    && !(wanted.Check(ChinaTime.Day(scope.Now), map) is { IsOk: true } same && same.Value == demand.Terms)
                )
                {
                    return changed;
                }

                if (wanted.CampaignId != demand.Terms.CampaignId && !await CanAskForAsync(scope, wanted.CampaignId))
                {
                    return new Rejection("demand.campaign", nameof(DemandTerms.CampaignId));
                }

                var running = await scope.Db.RunningDemandsOf(memberId, ChinaTime.Day(scope.Now)).AsNoTracking().ToListAsync();
                var taken = await scope.Db.TakenAsync([id]);
                return demand.Edit(wanted, taken.GetValueOrDefault(id).Ordered, running, map, scope.Now);
            }
        );

    /// <summary>
    /// Pauses a demand, takes it up again or takes it back. Where nothing more is to be proposed, what waits for an answer is
    /// withdrawn; orders stay. Rejects with <c>demand.unknown</c> and <c>demand.moved</c>; idempotent.
    /// </summary>
    public Task<Result<Done>> MoveAsync(Guid id, Guid memberId, DemandAction action) =>
        ChangeAsync(id, memberId, (_, demand) => Task.FromResult(demand.Move(action)));

    /// <summary>Posts the next of each repeated demand whose window has begun, for those who are still confirmed.</summary>
    /// <returns>How many were posted.</returns>
    public async Task<int> RepeatDueAsync(CancellationToken stop = default) =>
        (
            await due.RunAsync(
                DueKind.ByDay(DemandRepetition.Name, DueDemands, (demandId, _) => RepeatAsync(demandId)) with
                {
                    Past = ["demand.moved"],
                },
                stop
            )
        ).Done;

    private static IQueryable<DueDay> DueDemands(MarketDb db, DateTime now) =>
        Repeated(db, ChinaTime.Day(now)).Select(demand => new DueDay { On = demand.Terms.From, Id = demand.Id });

    private static IQueryable<Demand> Repeated(MarketDb db, DateOnly today) =>
        db.Set<Demand>()
            .Where(demand =>
                demand.Status == DemandStatus.Open
                && demand.Terms.EveryDays > 0
                && demand.Terms.From <= today
                && demand.Terms.RepeatUntil >= today
            )
            .Where(demand => !db.Set<Demand>().Any(next => next.PreviousId == demand.Id))
            .Where(demand => db.Institutions().Contains(demand.InstitutionId));

    private Task<Result<Done>> RepeatAsync(Guid demandId) =>
        writer.RunWhenThereIsRoomAsync<Done>(async scope =>
        {
            var demand = await Repeated(scope.Db, ChinaTime.Day(scope.Now)).FirstOrDefaultAsync(row => row.Id == demandId);
            if (demand?.Repeat(Guid.CreateVersion7(), scope.Now) is not { } next)
            {
                return new Rejection("demand.moved");
            }

            scope.Db.Add(next);
            await scope.Db.SaveChangesAsync();
            Announce(scope, next);
            return Done.Instance;
        });

    private Task<Result<Done>> ChangeAsync(Guid id, Guid memberId, Func<WriteScope, Demand, Task<Result<Done>>> change) =>
        writer.RunAsync(async scope =>
        {
            await scope.Sql.ExecuteAsync($"UPDATE demands SET version = version WHERE id = {id}");
            if (await scope.Db.Set<Demand>().FirstOrDefaultAsync(row => row.Id == id && row.InstitutionId == memberId) is not { } demand)
            {
                return new Rejection("demand.unknown");
            }

            var seen = demand.Version;
            var changed = await change(scope, demand);
            if (changed.IsOk && demand.Version != seen)
            {
                await proposals.WithdrawAsync(scope, demand);
                await scope.Db.SaveChangesAsync();
                Announce(scope, demand);
            }

            return changed;
        });

    /// <summary>A campaign that may still be asked for goods; none is asked for with null.</summary>
    private static async Task<bool> CanAskForAsync(WriteScope scope, Guid? campaignId) =>
        campaignId is null || await scope.Db.AskableCampaigns(ChinaTime.Day(scope.Now)).AnyAsync(campaign => campaign.Id == campaignId);

    private static void Announce(WriteScope scope, Demand demand)
    {
        scope.Announce(new LiveSignal(MemberTopics.Institution(demand.InstitutionId), scope.Now));
        scope.Announce(new LiveSignal(MatchTopics.Matching, scope.Now));
    }
}
