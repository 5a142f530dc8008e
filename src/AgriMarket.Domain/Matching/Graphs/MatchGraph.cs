using System.Collections.Immutable;

namespace AgriMarket.Domain.Matching.Graphs;

/// <summary>A lot that may go to a demand.</summary>
/// <param name="Lot">Place in the problem's lots.</param>
/// <param name="Demand">Place in the problem's demands.</param>
/// <param name="Consignment">Place in the graph's consignments.</param>
/// <param name="ValueFenPerKg">Above zero.</param>
public readonly record struct MatchArc(int Lot, int Demand, int Consignment, long ValueFenPerKg);

/// <summary>
/// What one county sends to one demand so that it arrives on one day: it travels together, so that the smallest part and the
/// carrier's minimum are asked of the sum. This is how forty small lots can fill one big demand.
/// </summary>
public readonly record struct MatchConsignment(int Demand, string CountyCode, DateOnly ArrivesOn, long SmallestGrams);

/// <summary>Everything that is allowed, prepared for a solver: arcs in order of demand, then produce, county and floor price.</summary>
public sealed class MatchGraph
{
    private MatchGraph(MatchProblem problem, ImmutableArray<MatchArc> arcs, ImmutableArray<MatchConsignment> consignments)
    {
        (Problem, Arcs, Consignments) = (problem, arcs, consignments);
    }

    public MatchProblem Problem { get; }

    public ImmutableArray<MatchArc> Arcs { get; }

    public ImmutableArray<MatchConsignment> Consignments { get; }

    /// <summary>
    /// Builds the arcs without looking at every pair: a demand looks only at the produce it wants, at each county that has it once,
    /// and there at lots from the cheapest on until they are too dear. What is left out can be in no plan, so nothing is lost.
    /// </summary>
    public static MatchGraph Of(MatchProblem problem)
    {
        var (arcs, consignments) = MatchGraphBuilder.Build(problem);
        var potential = new long[consignments.Count];
        foreach (var arc in arcs)
        {
            potential[arc.Consignment] += problem.Lots[arc.Lot].UsableGrams;
        }

        arcs.RemoveAll(arc => potential[arc.Consignment] < consignments[arc.Consignment].SmallestGrams);
        return new(problem, [.. arcs], [.. consignments]);
    }

    /// <summary>
    /// Arcs that have to do with each other, by way of a lot or a demand; what is in different groups can be solved apart.
    /// Each group holds places in <see cref="Arcs"/>, in order.
    /// </summary>
    public IReadOnlyList<int[]> Components()
    {
        var lots = Problem.Lots.Count;
        var parents = Enumerable.Range(0, lots + Problem.Demands.Count).ToArray();
        int Root(int node)
        {
            while (parents[node] != node)
            {
                node = parents[node] = parents[parents[node]];
            }

            return node;
        }

        foreach (var arc in Arcs)
        {
            parents[Root(arc.Lot)] = Root(lots + arc.Demand);
        }

        var groups = new Dictionary<int, List<int>>();
        for (var i = 0; i < Arcs.Length; i++)
        {
            var root = Root(Arcs[i].Lot);
            if (!groups.TryGetValue(root, out var group))
            {
                groups.Add(root, group = []);
            }

            group.Add(i);
        }

        return [.. groups.Values.Select(group => group.ToArray())];
    }
}
