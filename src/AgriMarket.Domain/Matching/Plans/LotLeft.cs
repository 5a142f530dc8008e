using AgriMarket.Domain.Matching.Graphs;

namespace AgriMarket.Domain.Matching.Plans;

/// <summary>A lot of which nothing is in a plan.</summary>
/// <param name="Reason">
/// What stands most often between it and the demands that want its produce. <see cref="ArcReason.None"/>: it may go to one of
/// them, but others were worth more there, or too little of its county goes along; <see cref="ArcReason.Produce"/>: nobody wants it.
/// </param>
public sealed record LotLeft(MatchLot Lot, ArcReason Reason)
{
    /// <summary>The lots that a plan leaves, those of which most is expected to spoil first.</summary>
    /// <param name="most">No more than so many: each is held against every demand.</param>
    public static IReadOnlyList<LotLeft> Of(MatchProblem problem, CheckedPlan plan, int most)
    {
        var used = plan.LotIds();
        return
        [
            .. problem
                .Lots.Where(lot => !used.Contains(lot.Id))
                .OrderByDescending(lot => lot.ExpectedUnsoldGrams)
                .ThenByDescending(lot => lot.FreeGrams)
                .ThenBy(lot => lot.Id)
                .Take(most)
                .Select(lot => new LotLeft(lot, ReasonOf(problem, lot))),
        ];
    }

    private static ArcReason ReasonOf(MatchProblem problem, MatchLot lot)
    {
        var reasons = problem
            .Demands.Select(demand => ArcRule.Try(problem, lot, demand).Reason)
            .Where(reason => reason != ArcReason.Produce)
            .CountBy(reason => reason)
            .ToDictionary();
        return reasons.Count == 0 ? ArcReason.Produce
            : reasons.ContainsKey(ArcReason.None) ? ArcReason.None
            : reasons.OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key).First().Key;
    }
}
