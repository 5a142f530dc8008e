using AgriMarket.Domain.Matching.Graphs;
using Google.OrTools.Graph;

namespace AgriMarket.Web.Matching.Solver;

/// <summary>
/// One component of a graph as a network: lots with their supply, demands with their room, and a way out for what stays unsold.
/// Smallest parts are left out, and so are packs heavier than the largest weight that divides all units (the grid). What is
/// left is a pure flow: its best integer answer is that of the linear program, and no plan is worth more.
/// </summary>
internal sealed class FlowNetwork
{
    /// <summary>Far more than are needed as a rule; distances that are not quite the nearest still tell good arcs from bad ones.</summary>
    private const int MaxPasses = 100;

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
    }

    /// <summary>The weight that flow is counted in.</summary>
    public long GridGrams { get; }

    /// <summary>Grams for each arc, in the order of the arcs, and what they are worth.</summary>
    public (long[] Grams, long Points) Solve()
    {
        using var flow = new MinCostFlow(lots.Count + demands.Count + 1, arcs.Length + lots.Count + demands.Count);
        foreach (var arc in arcs)
        {
            var (lot, demand, _, value) = graph.Arcs[arc];
            flow.AddArcWithCapacityAndUnitCost(lots[lot], Node(demand), Math.Min(Supply(lot), Room(demand)), -value);
        }

        AddEnds(flow);
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

    /// <summary>
    /// What a kilogram on each arc loses beside the prices that a best flow makes, in fen: zero where the flow goes, and the more
    /// the less an arc has to do in a good plan. The prices are distances in what the flow leaves, by Bellman and Ford.
    /// </summary>
    /// <param name="grams">A best flow.</param>
    public long[] ReducedCosts(IReadOnlyList<long> grams)
    {
        var ways = Residual(grams);
        var distances = new long[lots.Count + demands.Count + 1];
        var changed = true;
        for (var pass = 0; changed && pass < MaxPasses; pass++)
        {
            changed = false;
            foreach (var (from, to, cost) in ways)
            {
                if (distances[from] + cost < distances[to])
                {
                    distances[to] = distances[from] + cost;
                    changed = true;
                }
            }
        }

        return
        [
            .. arcs.Select(arc => graph.Arcs[arc])
                .Select(arc => distances[lots[arc.Lot]] - arc.ValueFenPerKg - distances[Node(arc.Demand)]),
        ];
    }

    /// <summary>Where a flow could still be changed, and what each changed kilogram would cost.</summary>
    private List<(int From, int To, long Cost)> Residual(IReadOnlyList<long> grams)
    {
        var sink = lots.Count + demands.Count;
        var (ways, carried) = (new List<(int, int, long)>(arcs.Length + 2 * sink), new long[sink]);
        for (var i = 0; i < arcs.Length; i++)
        {
            var (lot, demand, value) = (lots[graph.Arcs[arcs[i]].Lot], Node(graph.Arcs[arcs[i]].Demand), graph.Arcs[arcs[i]].ValueFenPerKg);
            ways.Add((lot, demand, -value));
            if (grams[i] > 0)
            {
                ways.Add((demand, lot, value));
                carried[lot] += grams[i] / GridGrams;
                carried[demand] += grams[i] / GridGrams;
            }
        }

        foreach (var (lot, node) in lots)
        {
            Add(node, sink, carried[node] > 0);
            Add(sink, node, carried[node] < Supply(lot));
        }

        foreach (var demand in demands.Keys)
        {
            Add(Node(demand), sink, carried[Node(demand)] < Room(demand));
            Add(sink, Node(demand), carried[Node(demand)] > 0);
        }

        return ways;

        void Add(int from, int to, bool isOpen)
        {
            if (isOpen)
            {
                ways.Add((from, to, 0));
            }
        }
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
