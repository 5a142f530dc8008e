using AgriMarket.Domain.Matching.Graphs;

namespace AgriMarket.Domain.Matching.Plans;

public enum GreedyOrder
{
    /// <summary>The lot that spoils first chooses first; it takes the demand where it is worth most.</summary>
    NearestExpiry,

    /// <summary>Lots in the order they were listed take demands in the order they were posted.</summary>
    FirstCome,
}

/// <summary>
/// The plain solver: lot after lot takes what it can get. Consignments that stay lighter than they may be are given up, and all
/// begins anew without them. Simple enough to be checked by hand, and the yardstick of the other solver.
/// </summary>
public sealed class GreedyMatchSolver(GreedyOrder order = GreedyOrder.NearestExpiry) : IMatchSolver
{
    /// <summary>New beginnings; what is too light after the last is dropped.</summary>
    public const int MaxPasses = 8;

    /// <inheritdoc/>
    public MatchSolution Solve(MatchGraph graph, TimeSpan limit)
    {
        var plan = new Allocation(graph);
        Fill(plan, graph, [.. Enumerable.Range(0, graph.Arcs.Length)]);
        return new([.. plan.Parts()], null, false);
    }

    /// <summary>Solves some arcs that have to do with no others; what was on them before is gone.</summary>
    public void Fill(Allocation plan, MatchGraph graph, IReadOnlyList<int> arcs)
    {
        var inOrder = InOrder(graph, arcs);
        var givenUp = new HashSet<int>();
        for (var pass = 1; ; pass++)
        {
            plan.Clear(arcs);
            foreach (var arc in inOrder)
            {
                if (!givenUp.Contains(graph.Arcs[arc].Consignment))
                {
                    plan.Fill(arc);
                }
            }

            var light = plan.TooLight(arcs);
            if (light.Count == 0 || pass == MaxPasses)
            {
                plan.Drop(light, arcs);
                return;
            }

            givenUp.UnionWith(light);
        }
    }

    private int[] InOrder(MatchGraph graph, IReadOnlyList<int> arcs)
    {
        var lots = arcs.GroupBy(arc => graph.Arcs[arc].Lot);
        return order == GreedyOrder.FirstCome
            ? [.. lots.OrderBy(lot => lot.Key).SelectMany(lot => lot.OrderBy(arc => graph.Arcs[arc].Demand))]
            :
            [
                .. lots.OrderBy(lot => graph.Problem.Lots[lot.Key].BestBeforeOn)
                    .ThenBy(lot => lot.Key)
                    .SelectMany(lot => lot.OrderByDescending(arc => graph.Arcs[arc].ValueFenPerKg).ThenBy(arc => graph.Arcs[arc].Demand)),
            ];
    }
}
