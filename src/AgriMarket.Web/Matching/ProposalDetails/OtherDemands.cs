using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Forecasts;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.ProposalDetails;

/// <summary>
/// What else was considered for a farmer's lots: the demands of today that ask for such produce, by the rule that runs follow.
/// </summary>
public sealed class OtherDemands(
    IDbContextFactory<MarketDb> contexts,
    MatchDrafts board,
    LotForecasts forecasts,
    MatchMap map,
    IOptions<MatchOptions> options,
    TimeProvider clock
)
{
    /// <summary>Lots of one proposal that are looked at, the heaviest first.</summary>
    public const int MaxLots = 5;

    /// <summary>Demands that are shown of each.</summary>
    public const int MaxOfLot = 5;

    /// <summary>
    /// Of each lot the other demands for such produce: those that it fits by what the farmer would be paid, then those that it
    /// comes nearest to. A lot that is sold out or off sale has none.
    /// </summary>
    public async Task<IReadOnlyList<OtherDemand>> ForAsync(Proposal proposal, Guid farmerId)
    {
        ProposalPart[] parts =
        [
            .. proposal
                .Parts.Where(part => part.FarmerId == farmerId)
                .OrderByDescending(part => part.Grams)
                .ThenBy(part => part.LotId)
                .Take(MaxLots),
        ];
        var (demands, leavesOn) = await board.ReadDemandsAsync();
        var problem = MatchProblem.Of(leavesOn, await LotsAsync(proposal, parts), demands, options.Value.Weights, map).Value;
        return [.. problem.Lots.SelectMany(lot => Ranked(problem, lot, proposal.DemandId))];
    }

    private static IEnumerable<OtherDemand> Ranked(MatchProblem problem, MatchLot lot, Guid demandId) =>
        problem
            .Demands.Where(demand => demand.Id != demandId)
            .Select(demand => Judge(problem, lot, demand))
            .Where(other => other.Reason is not (ArcReason.Produce or ArcReason.Own or ArcReason.Campaign))
            .OrderBy(other => other.Reason != ArcReason.None)
            .ThenByDescending(other => other.UnitPriceFen)
            .ThenByDescending(other => other.Reason)
            .ThenBy(other => other.DistanceKm ?? int.MaxValue)
            .Take(MaxOfLot);

    private static OtherDemand Judge(MatchProblem problem, MatchLot lot, MatchDemand demand)
    {
        var (reason, terms) = ArcRule.Try(problem, lot, demand);
        return new(
            lot.Id,
            demand.PlaceCode,
            demand.Grams,
            demand.From,
            demand.To,
            MatchLane.Between(problem.Map, lot.CountyCode, demand.PlaceCode)?.DistanceKm,
            terms.ArrivesOn == default ? null : terms.ArrivesOn,
            reason,
            reason == ArcReason.None ? lot.UnitPriceFen(terms.FarmFenPerKg) : null,
            reason == ArcReason.None && lot.UsableGrams < terms.Way.SmallestGrams ? terms.Way.SmallestGrams : null
        );
    }

    /// <summary>The lots as a run would see them if this proposal came to nothing.</summary>
    private async Task<IReadOnlyCollection<MatchLot>> LotsAsync(Proposal proposal, ProposalPart[] parts)
    {
        await using var db = await contexts.CreateDbContextAsync();
        Guid[] lotIds = [.. parts.Select(part => part.LotId)];
        var outlooks = await forecasts.ForAsync(db, await db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Contains(lot.Id)).ToListAsync());
        var terms = await db.Set<BulkTerms>().AsNoTracking().Where(row => lotIds.Contains(row.LotId)).ToDictionaryAsync(row => row.LotId);
        var proposed = await db.ProposedAsync(lotIds);
        var own = parts
            .Where(part => proposal.Status == ProposalStatus.Open && part.Answer != ProposalAnswer.Refused)
            .ToDictionary(part => part.LotId, part => part.Grams);
        var today = ChinaTime.Day(clock.GetUtcNow().UtcDateTime);
        return
        [
            .. outlooks
                .Select(outlook =>
                    (terms.GetValueOrDefault(outlook.Lot.Id) ?? BulkTerms.Usual(outlook.Lot)).ToMatch(
                        outlook.Lot,
                        proposed.GetValueOrDefault(outlook.Lot.Id) - own.GetValueOrDefault(outlook.Lot.Id),
                        outlook.Forecast.ExpectedGrams,
                        today
                    )
                )
                .OfType<MatchLot>(),
        ];
    }
}
