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
    private readonly long dearest;

    public FlowNetwork(MatchGraph graph, int[] arcs)
    {
        (this.graph, this.arcs) = (graph, arcs);
        foreach (var arc in arcs)
        {
            lots.TryAdd(graph.Arcs[arc].Lot, lots.Count);
            demands.TryAdd(graph.Arcs[arc].Demand, demands.Count);
        }

        GridGrams = lots.Keys.Select(lot => graph.Problem.Lots[lot].UnitGrams).Aggregate(Gcd);
        dearest = arcs.Max(arc => graph.Arcs[arc].ValueFenPerKg);
    }

    /// <summary>The weight that flow is counted in.</summary>
    public long GridGrams { get; }

    /// <summary>Grams for each arc, in the order of the arcs, and what they are worth.</summary>
    /// <param name="isOpen">By place in the arcs given at first; a closed one carries nothing.</param>
    /// <param name="forced">Consignments that are to reach their smallest weight before anything else counts, if that is possible.</param>
    public (long[] Grams, long Points) Solve(bool[]? isOpen = null, IReadOnlyCollection<int>? forced = null)
    {
        var gates = (forced ?? []).Select((consignment, i) => (consignment, Node: lots.Count + demands.Count + 1 + i)).ToDictionary(gate => gate.consignment, gate => gate.Node);
        using var flow = new MinCostFlow(lots.Count + demands.Count + 1 + gates.Count, arcs.Length + lots.Count + demands.Count + 2 * gates.Count);
        for (var i = 0; i < arcs.Length; i++)
        {
            var arc = graph.Arcs[arcs[i]];
            var most = isOpen is null || isOpen[i] ? Math.Min(Supply(arc.Lot), Room(arc.Demand)) : 0;
            flow.AddArcWithCapacityAndUnitCost(lots[arc.Lot], gates.TryGetValue(arc.Consignment, out var gate) ? gate : Node(arc.Demand), most, -arc.ValueFenPerKg);
        }

        AddEnds(flow);
        foreach (var (consignment, gate) in gates)
        {
            var (demand, _, _, smallest) = graph.Consignments[consignment];
            var least = Math.Min(Room(demand), Domain.Common.Rounding.StepsUp(smallest, GridGrams));
            flow.AddArcWithCapacityAndUnitCost(gate, Node(demand), least, -dearest);
            flow.AddArcWithCapacityAndUnitCost(gate, Node(demand), Room(demand) - least, 0);
        }

        var status = flow.Solve();
        if (status != MinCostFlowBase.Status.OPTIMAL)
        {
            throw new InvalidOperationException($"A network that always has an answer had none: {status}.");
        }

        var (grams, points) = (new long[arcs.Length], 0L);
        for (var i = 0; i < grams.Length; i++)
        {
            grams[i] = flow.Flow(i) * GridGrams;
            points += grams[i] * graph.Arcs[arcs[i]].ValueFenPerKg;
        }

        return (grams, points);
    }

    /// <summary>What lots have, what demands take, and the way out for the rest.</summary>
    private void AddEnds(MinCostFlow flow)
    {
        var (sink, total) = (lots.Count + demands.Count, 0L);
        foreach (var (lot, node) in lots)
        {
            flow.AddArcWithCapacityAndUnitCost(node, sink, Supply(lot), 0);
            flow.SetNodeSupply(node, Supply(lot));
            total += Supply(lot);
        }

        foreach (var demand in demands.Keys)
        {
            flow.AddArcWithCapacityAndUnitCost(Node(demand), sink, Room(demand), 0);
        }

        flow.SetNodeSupply(sink, -total);
    }

    private int Node(int demand) => lots.Count + demands[demand];

    private long Supply(int lot) => graph.Problem.Lots[lot].UsableGrams / GridGrams;

    private long Room(int demand) => graph.Problem.Demands[demand].Grams / GridGrams;

    private static long Gcd(long one, long other) => other == 0 ? one : Gcd(other, one % other);
}
