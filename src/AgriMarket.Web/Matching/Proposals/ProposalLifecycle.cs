using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.Proposals;

/// <summary>
/// What becomes of proposals, as parts of commands: an order once both sides accepted, nothing otherwise. Everybody concerned is
/// told of the beginning and of the end.
/// </summary>
public sealed class ProposalLifecycle(NotificationService notifications, MatchMap map, IOptions<MatchOptions> options)
{
    /// <summary>How a proposal ended for a farmer whose goods are not in the order that it became.</summary>
    private const string LeftOut = nameof(LeftOut);

    /// <summary>Stores a new proposal and asks both sides.</summary>
    internal async Task BeginAsync(WriteScope scope, Proposal proposal, string institutionName)
    {
        scope.Db.Add(proposal);
        await scope.Db.SaveChangesAsync();
        await NotifyAsync(scope, proposal, ProposalNotifications.ProposalMade, institutionName, null);
    }

    /// <summary>
    /// Moves a proposal on after an answer or the end of its time: it becomes an order once both sides have accepted, and lapses
    /// once too little of it stands. Rejects with <c>market.busy</c> when another process has just sold some of it: then the
    /// whole command is taken back and can be said again.
    /// </summary>
    internal async Task<Result<Done>> FollowAsync(WriteScope scope, Proposal proposal, Demand demand)
    {
        if (
            proposal.Status == ProposalStatus.Open
            && proposal.Answer != ProposalAnswer.Refused
            && proposal.StandingGrams >= Math.Max(1, proposal.SmallestGrams)
        )
        {
            if (proposal.IsWaiting)
            {
                await scope.Db.SaveChangesAsync();
                Announce(scope, proposal);
                return Done.Instance;
            }

            var ordered = await OrderAsync(scope, proposal, demand);
            if (ordered is not { IsOk: false, Rejections: [{ Code: "proposal.too-little" or "freight.no-route" }, ..] })
            {
                return ordered;
            }
        }

        return await EndAsync(scope, proposal, demand, ProposalAction.Lapse);
    }

    /// <summary>Withdraws whatever waits for an answer of a demand that has changed.</summary>
    internal async Task WithdrawAsync(WriteScope scope, Demand demand)
    {
        var open = await scope
            .Db.Set<Proposal>()
            .Include(row => row.Parts)
            .Where(row => row.DemandId == demand.Id && row.Status == ProposalStatus.Open)
            .OrderBy(row => row.Id)
            .ToListAsync();
        foreach (var proposal in open)
        {
            await EndAsync(scope, proposal, demand, ProposalAction.Withdraw);
        }
    }

    private async Task<Result<Done>> OrderAsync(WriteScope scope, Proposal proposal, Demand demand)
    {
        var lotIds = proposal.Parts.ConvertAll(part => part.LotId);
        var lots = await scope.Db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id);
        var planned = BulkOrder.Plan(
            proposal,
            new BulkFacts(demand.Terms.ShipTo, lots, map, TimeSpan.FromHours(options.Value.PayHours), scope.Now)
        );
        if (!planned.IsOk)
        {
            return Result<Done>.Refused(planned.Rejections);
        }

        var placed =
            await OrderRecorder.WriteAsync(scope, planned.Value)
            ?? throw new InvalidOperationException($"There is an order of proposal {proposal.Id} already.");
        if (!placed.IsOk)
        {
            return new Rejection("market.busy");
        }

        var ended = proposal.End(ProposalAction.Order, scope.Now);
        await scope.Db.SaveChangesAsync();
        await NotifyAsync(scope, proposal, ProposalNotifications.ProposalOrdered, demand.InstitutionName, planned.Value.Order);
        return ended;
    }

    private async Task<Result<Done>> EndAsync(WriteScope scope, Proposal proposal, Demand demand, ProposalAction action)
    {
        // The institution's own no has ended it already.
        var ended = proposal.Status == ProposalStatus.Refused ? Done.Instance : proposal.End(action, scope.Now);
        if (ended.IsOk)
        {
            await scope.Db.SaveChangesAsync();
            await NotifyAsync(scope, proposal, ProposalNotifications.ProposalEnded, demand.InstitutionName, null);
        }

        return ended;
    }

    /// <summary>Notifies the institution of the whole, and each farmer of their own goods and what they bring.</summary>
    private async Task NotifyAsync(WriteScope scope, Proposal proposal, NotificationKind kind, string institutionName, Order? order)
    {
        var outcome = kind == ProposalNotifications.ProposalEnded ? proposal.Status.ToString() : null;
        NotificationSubject About(IReadOnlyCollection<ProposalPart> parts) =>
            new()
            {
                ProposalId = proposal.Id,
                ProduceCode = parts.MaxBy(part => part.Grams)!.ProduceCode,
                OriginCode = proposal.CountyCode,
                Grams = parts.Sum(part => part.Grams),
                Fen = parts.Sum(part => part.GoodsFen),
                Day = proposal.ArrivesOn,
                Name = institutionName,
                Outcome = outcome,
            };
        var going = proposal.Parts.FindAll(part => order is null || order.Lines.Exists(line => line.LotId == part.LotId));
        var told = going.GroupBy(part => part.FarmerId).ToDictionary(own => own.Key, own => About([.. own]));
        told[proposal.InstitutionId] = About(going) with { IsBuyer = true, Fen = order?.ToPayFen };
        await notifications.NotifyAsync(scope, kind, proposal.Id.ToString(), told);

        // Who has refused himself knows it; who was too late, or whose goods the shop has sold meanwhile, may not.
        var leftOut = proposal
            .Parts.GroupBy(part => part.FarmerId)
            .Where(own =>
                !told.ContainsKey(own.Key)
                && !own.All(part => part.Answer == ProposalAnswer.Refused && part.AnsweredAt < proposal.AnswerBefore)
            )
            .ToDictionary(own => own.Key, own => About([.. own]) with { Outcome = LeftOut });
        await notifications.NotifyAsync(scope, ProposalNotifications.ProposalEnded, proposal.Id.ToString(), leftOut);
        Announce(scope, proposal);
    }

    private static void Announce(WriteScope scope, Proposal proposal)
    {
        scope.Announce(new LiveSignal(MemberTopics.Institution(proposal.InstitutionId), scope.Now));
        scope.Announce(new LiveSignal(MatchTopics.Matching, scope.Now));
        foreach (var farmerId in proposal.Parts.Select(part => part.FarmerId).Distinct())
        {
            scope.Announce(new LiveSignal(MemberTopics.Farmer(farmerId), scope.Now));
        }
    }
}
