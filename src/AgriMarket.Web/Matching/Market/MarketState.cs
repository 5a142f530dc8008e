using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Market;

/// <summary>
/// What has become of the demands and lots of some consignments until they are proposed: read once for all of them, and less
/// with each that is proposed.
/// </summary>
internal sealed class MarketState
{
    private readonly MatchOptions options;
    private readonly DateTime now;

    private MarketState(MatchOptions options, DateTime now) => (this.options, this.now) = (options, now);

    private Dictionary<Guid, Demand> Demands { get; init; } = [];

    private Dictionary<Guid, Lot> Lots { get; init; } = [];

    private Dictionary<Guid, BulkTerms> Terms { get; init; } = [];

    /// <summary>Grams of each demand that are spoken for.</summary>
    private Dictionary<Guid, long> Taken { get; init; } = [];

    /// <summary>Grams of each lot in proposals that wait for an answer.</summary>
    private Dictionary<Guid, long> Proposed { get; init; } = [];

    /// <summary>Consignments that this run has proposed already.</summary>
    private HashSet<(Guid DemandId, string CountyCode, DateOnly ArrivesOn)> Known { get; init; } = [];

    public static async Task<MarketState> ReadAsync(
        WriteScope scope,
        Guid runId,
        IReadOnlyList<PlannedConsignment> consignments,
        MatchOptions options
    )
    {
        var db = scope.Db;
        Guid[] demandIds = [.. consignments.Select(one => one.DemandId).Distinct()];
        Guid[] lotIds = [.. consignments.SelectMany(one => one.Shares).Select(share => share.LotId).Distinct()];
        var known = await db.Set<Proposal>()
            .Where(row => row.RunId == runId && demandIds.Contains(row.DemandId))
            .Select(row => new
            {
                row.DemandId,
                row.CountyCode,
                row.ArrivesOn,
            })
            .ToListAsync();
        return new MarketState(options, scope.Now)
        {
            Demands = await db.Set<Demand>()
                .AsNoTracking()
                .Where(demand => demandIds.Contains(demand.Id))
                .ToDictionaryAsync(demand => demand.Id),
            Lots = await db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id),
            Terms = await db.Set<BulkTerms>()
                .AsNoTracking()
                .Where(terms => lotIds.Contains(terms.LotId))
                .ToDictionaryAsync(terms => terms.LotId),
            Taken = (await db.TakenAsync(demandIds)).ToDictionary(taken => taken.Key, taken => taken.Value.Grams),
            Proposed = await db.ProposedAsync(lotIds),
            Known = [.. known.Select(row => (row.DemandId, row.CountyCode, row.ArrivesOn))],
        };
    }

    /// <summary>Who is to be asked about a consignment; null when it is proposed already.</summary>
    public string? InstitutionOf(PlannedConsignment planned) =>
        Known.Contains((planned.DemandId, planned.CountyCode, planned.ArrivesOn)) ? null : Demands[planned.DemandId].InstitutionName;

    public ProposalFacts FactsOf(PlannedConsignment planned)
    {
        var today = ChinaTime.Day(now);
        return new(
            Demands[planned.DemandId].ToMatch(Taken.GetValueOrDefault(planned.DemandId), today.AddDays(options.LeadDays)),
            planned
                .Shares.Select(share => Lots[share.LotId])
                .Select(lot =>
                    (Terms.GetValueOrDefault(lot.Id) ?? BulkTerms.Usual(lot)).ToMatch(lot, Proposed.GetValueOrDefault(lot.Id), 0, today)
                )
                .OfType<MatchLot>()
                .ToDictionary(lot => lot.Id),
            now.AddHours(options.AnswerHours),
            now
        );
    }

    /// <summary>What is proposed, the next consignments do not get.</summary>
    public void Take(Proposal proposal)
    {
        Taken[proposal.DemandId] = Taken.GetValueOrDefault(proposal.DemandId) + proposal.StandingGrams;
        foreach (var part in proposal.Parts)
        {
            Proposed[part.LotId] = Proposed.GetValueOrDefault(part.LotId) + part.Grams;
        }
    }
}
