using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Web.Matching.Market;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.Demands;

/// <summary>A lot that was looked at for a demand: the terms on which it may come, or why it may not.</summary>
public sealed record ConsideredLot(MatchLot Lot, Result<ArcTerms> Judged)
{
    /// <summary>What the smallest consignment weighs, where the lot fits and alone is less.</summary>
    public long? ConsignmentGrams =>
        Judged.IsOk && Lot.UsableGrams < Judged.Value.Way.SmallestGrams ? Judged.Value.Way.SmallestGrams : null;
}

/// <summary>What the rule says now of the lots that a demand could be filled from.</summary>
/// <param name="Lots">The most valuable first, then those that are refused, those that miss by least first.</param>
/// <param name="Fitting">How many of all may come.</param>
/// <param name="Count">Lots of the produce that is wanted, those not listed here too.</param>
public sealed record Consideration(IReadOnlyList<ConsideredLot> Lots, int Fitting, int Count);

/// <summary>Shows an institution what a run would see for a demand of its own, by the same rule and the present weights.</summary>
public sealed class ConsideredLots(MatchDrafts board, IOptions<MatchOptions> options, MatchMap map)
{
    /// <summary>Lots that are listed with their terms.</summary>
    public const int Most = 20;

    /// <summary>
    /// Null when no run looks for goods for it: it is paused or taken back, its time is over, or nothing more fits into it.
    /// </summary>
    public async Task<Consideration?> OfAsync(DemandView view)
    {
        if (
            view.Demand.ToMatch(view.OrderedGrams + view.ProposedGrams, board.LeavesOn) is not { } demand
            || MatchInput.Check(demand, board.LeavesOn, map).Count > 0
        )
        {
            return null;
        }

        var (wanted, leavesOn) = await board.ReadLotsAsync(demand.Spec);
        var problem = MatchProblem.Of(leavesOn, wanted, [demand], options.Value.Weights, map).Value;
        var judged = problem
            .Lots.Select(lot =>
                (Considered: new ConsideredLot(lot, ArcRule.Judge(problem, lot, demand)), ArcRule.Try(problem, lot, demand).Reason)
            )
            .ToList();
        return new(
            [
                .. judged
                    .OrderBy(one => !one.Considered.Judged.IsOk)
                    .ThenByDescending(one => one.Considered.Judged.IsOk ? one.Considered.Judged.Value.ValueFenPerKg : (int)one.Reason)
                    .ThenByDescending(one => one.Considered.Lot.FreeGrams)
                    .ThenBy(one => one.Considered.Lot.Id)
                    .Take(Most)
                    .Select(one => one.Considered),
            ],
            judged.Count(one => one.Considered.Judged.IsOk),
            judged.Count
        );
    }
}
