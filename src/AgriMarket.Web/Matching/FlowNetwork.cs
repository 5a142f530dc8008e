using AgriMarket.Domain.Matching;
using Google.OrTools.Graph;

namespace AgriMarket.Web.Matching;

/// <summary>
/// One component of a graph as a network: lots with their supply, demands with their room, and a way out for what stays unsold.
/// Smallest parts are left out, and so are packs heavier than the largest weight that divides all units (the grid). What is
/// left is a pure flow: its best integer answer is that of the linear program, and no plan is worth more.
/// </summary>
internal sealed class FlowNetwork
{
    private readonly MatchGraph graph;
    private readonly int[] arcs;
    private readonly Dictionary<int, int> lots = [];
    private readonly Dictionary<int, int> demands = [];

    public FlowNetwork(MatchGraph graph, int[] arcs)
    {
        (this.graph, this.arcs) = (graph, arcs);
        foreach (var arc in arcs)
        {
            lots.TryAdd(graph.Arcs[arc].Lot, lots.Count);
            demands.TryAdd(graph.Arcs[arc].Demand, demands.Count);
        }

        GridGrams = lots.Keys.Select(lot => graph.Problem.Lots[lot].UnitGrams).Aggregate(Gcd);
        IsWhole = lots.Keys.All(lot => graph.Problem.Lots[lot].UnitGrams == GridGrams);
    }

    /// <summary>The weight that flow is counted in.</summary>
    public long GridGrams { get; }

    /// <summary>All lots have the same unit, so that every flow is a whole number of each one's units.</summary>
    public bool IsWhole { get; }

    /// <summary>Grams for each arc, in the order of the arcs, and what they are worth.</summary>
    /// <param name="isOpen">By place in the arcs given at first; a closed one carries nothing.</param>
    public (long[] Grams, long Points) Solve(bool[]? isOpen = null)
    {
        var sink = lots.Count + demands.Count;
        using var flow = new MinCostFlow(sink + 1, arcs.Length + sink);
        for (var i = 0; i < arcs.Length; i++)
        {
            var arc = graph.Arcs[arcs[i]];
            var most = isOpen is null || isOpen[i] ? Math.Min(Supply(arc.Lot), Room(arc.Demand)) : 0;
            flow.AddArcWithCapacityAndUnitCost(lots[arc.Lot], lots.Count + demands[arc.Demand], most, -arc.ValueFenPerKg);
        }

        var total = 0L;
        foreach (var (lot, node) in lots)
        {
            flow.AddArcWithCapacityAndUnitCost(node, sink, Supply(lot), 0);
            flow.SetNodeSupply(node, Supply(lot));
            total += Supply(lot);
        }

        foreach (var (demand, node) in demands)
        {
            flow.AddArcWithCapacityAndUnitCost(lots.Count + node, sink, Room(demand), 0);
        }

        flow.SetNodeSupply(sink, -total);
        var status = flow.Solve();
        if (status != MinCostFlowBase.Status.OPTIMAL)
        {
            throw new InvalidOperationException($"A network that always has an answer had none: {status}.");
        }

        var grams = new long[arcs.Length];
        for (var i = 0; i < grams.Length; i++)
        {
            grams[i] = flow.Flow(i) * GridGrams;
        }

        return (grams, -flow.OptimalCost() * GridGrams);
    }

    private long Supply(int lot) => graph.Problem.Lots[lot].UsableGrams / GridGrams;

    private long Room(int demand) => graph.Problem.Demands[demand].Grams / GridGrams;

    private static long Gcd(long one, long other) => other == 0 ? one : Gcd(other, one % other);
}
