using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Market;

/// <summary>What of a demand is spoken for, in grams.</summary>
/// <param name="Proposed">In proposals that wait for an answer.</param>
/// <param name="Ordered">In orders that were not given up, less what was refunded of them.</param>
internal readonly record struct DemandTaken(long Proposed, long Ordered)
{
    public long Grams => Proposed + Ordered;
}

/// <summary>Reads about demands and proposals.</summary>
internal static class MatchQueries
{
    /// <summary>An institution's demands that are not over.</summary>
    public static IQueryable<Demand> RunningDemandsOf(this MarketDb db, Guid institutionId, DateOnly today) =>
        db.Set<Demand>()
            .Where(demand => demand.InstitutionId == institutionId && demand.Status != DemandStatus.Withdrawn && demand.Terms.To >= today);

    /// <summary>What is spoken for of each of these demands; those of which nothing is are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DemandTaken>> TakenAsync(this MarketDb db, IReadOnlyCollection<Guid> demandIds)
    {
        var proposed = await (
            from proposal in db.Set<Proposal>()
            join part in db.Set<ProposalPart>() on proposal.Id equals part.ProposalId
            where demandIds.Contains(proposal.DemandId) && proposal.Status == ProposalStatus.Open && part.Answer != ProposalAnswer.Refused
            group part by proposal.DemandId into parts
            select new { DemandId = parts.Key, Grams = parts.Sum(part => part.Grams) }
        ).ToDictionaryAsync(row => row.DemandId, row => row.Grams);
        var ordered = await (
            from proposal in db.Set<Proposal>()
            join order in db.Set<Order>() on proposal.Id equals order.Id
            join line in db.Set<OrderLine>() on order.Id equals line.OrderId
            where demandIds.Contains(proposal.DemandId) && order.Status != OrderStatus.Cancelled && order.Status != OrderStatus.Expired
            group line by proposal.DemandId into lines
            select new { DemandId = lines.Key, Grams = lines.Sum(line => line.Grams - line.RefundedGrams) }
        ).ToDictionaryAsync(row => row.DemandId, row => row.Grams);
        return proposed
            .Keys.Union(ordered.Keys)
            .ToDictionary(id => id, id => new DemandTaken(proposed.GetValueOrDefault(id), ordered.GetValueOrDefault(id)));
    }

    /// <summary>What of each lot is in proposals that wait for an answer.</summary>
    /// <param name="lotIds">Null asks for all lots.</param>
    public static Task<Dictionary<Guid, long>> ProposedAsync(this MarketDb db, IReadOnlyCollection<Guid>? lotIds = null) =>
        (
            from proposal in db.Set<Proposal>()
            join part in db.Set<ProposalPart>() on proposal.Id equals part.ProposalId
            where
                proposal.Status == ProposalStatus.Open
                && part.Answer != ProposalAnswer.Refused
                && (lotIds == null || lotIds.Contains(part.LotId))
            group part by part.LotId into parts
            select new { LotId = parts.Key, Grams = parts.Sum(part => part.Grams) }
        ).ToDictionaryAsync(row => row.LotId, row => row.Grams);

    /// <summary>Proposals that wait for an answer of this farmer's, while there is time.</summary>
    public static IQueryable<Proposal> ProposalsWaitingFor(this MarketDb db, Guid farmerId, DateTime now) =>
        db.Set<Proposal>()
            .Where(proposal =>
                proposal.Status == ProposalStatus.Open
                && proposal.AnswerBefore > now
                && proposal.Parts.Any(part => part.FarmerId == farmerId && part.Answer == ProposalAnswer.Waiting)
            );

    /// <summary>Campaigns whose goods a demand may ask for: published ones that are not over.</summary>
    public static IQueryable<Campaign> AskableCampaigns(this MarketDb db, DateOnly today) =>
        db.Set<Campaign>().Where(campaign => campaign.Status == CampaignStatus.Published && campaign.EndsOn >= today);

    /// <summary>Lots on sale of which something is left, those that spoil first.</summary>
    public static IQueryable<Lot> MatchableLots(this MarketDb db, DateOnly today) =>
        db.Set<Lot>()
            .AsNoTracking()
            .Where(lot => lot.Status == LotStatus.Open && lot.BestBeforeOn >= today && lot.AvailableGrams > 0)
            .OrderBy(lot => lot.BestBeforeOn)
            .ThenBy(lot => lot.Id);
}
