using AgriMarket.Domain.Matching;

namespace AgriMarket.Web.Matching;

/// <summary>
/// The plan for one component. At first its flow; where that breaks a smallest part or a pack, consignments that stay too light are
/// closed step by step and the flow is asked anew, the greedy plan is tried too, and the better one is kept. What is still far from
/// its bound goes to constraint programming.
/// </summary>
/// <param name="plan">Shared by all components, none of which touches what another does.</param>
internal sealed class ComponentPlan(MatchGraph graph, Allocation plan, int[] arcs)
{
    /// <summary>Each round closes half of what is too light, so that few are needed.</summary>
    private const int MaxRounds = 12;

    private readonly int[] dearestFirst = [.. Enumerable.Range(0, arcs.Length).OrderByDescending(i => graph.Arcs[arcs[i]].ValueFenPerKg).ThenBy(i => i)];

    private FlowNetwork? network;

    public int Arcs => arcs.Length;

    public long BoundPoints { get; private set; }

    public long Points => plan.Points(arcs);

    public bool IsProven => Points == BoundPoints;

    public bool IsGoodEnough(int perMillion) => (Int128)(BoundPoints - Points) * 1_000_000 <= (Int128)BoundPoints * perMillion;

    /// <summary>Without any time: the greedy plan, and the bound of lots that all go where they are worth most.</summary>
    public void Guess()
    {
        new GreedyMatchSolver().Fill(plan, graph, arcs);
        BoundPoints = arcs.GroupBy(arc => graph.Arcs[arc].Lot).Sum(lot => graph.Problem.Lots[lot.Key].UsableGrams * lot.Max(arc => graph.Arcs[arc].ValueFenPerKg));
    }

    /// <summary>The flow, mended where it breaks a rule.</summary>
    public void Flow()
    {
        network = new(graph, arcs);
        var (grams, bound) = network.Solve();
        BoundPoints = bound;
        var best = Dive(network, grams);
        if (!IsProven)
        {
            var points = Points;
            new GreedyMatchSolver().Fill(plan, graph, arcs);
            if (Points < points)
            {
                plan.Set(arcs, best);
            }
        }
    }

    /// <summary>Constraint programming, from the plan that there is.</summary>
    public void Improve(TimeSpan limit)
    {
        var gridGrams = (network ?? throw new InvalidOperationException("Flow comes first.")).GridGrams;
        long[] before = [.. arcs.Select(arc => plan[arc])];
        var points = Points;
        var (grams, bound) = new SmallestParts(graph, arcs, gridGrams).Improve(before, limit);
        BoundPoints = Math.Min(BoundPoints, bound ?? BoundPoints);
        if (grams is not null)
        {
            plan.Set(arcs, grams);
            if (Points < points)
            {
                plan.Set(arcs, before);
            }
        }
    }

    /// <summary>Leaves the best plan of all rounds in place and hands it back.</summary>
    private long[] Dive(FlowNetwork network, long[] grams)
    {
        var isOpen = Enumerable.Repeat(true, arcs.Length).ToArray();
        var (best, bestPoints) = (new long[arcs.Length], -1L);
        for (var round = 0; ; round++)
        {
            var broken = Mend(grams, isOpen);
            if (Points > bestPoints)
            {
                (best, bestPoints) = ([.. arcs.Select(arc => plan[arc])], Points);
            }

            if (broken.Count == 0 || round == MaxRounds)
            {
                plan.Set(arcs, best);
                return best;
            }

            foreach (var i in broken)
            {
                isOpen[i] = false;
            }

            (grams, _) = network.Solve(isOpen);
        }
    }

    /// <summary>
    /// Puts a flow into the plan so that every rule is kept, and fills up what that leaves.
    /// </summary>
    /// <returns>Places of arcs that the next round should do without.</returns>
    private List<int> Mend(long[] grams, bool[] isOpen)
    {
        var small = new List<int>();
        plan.Clear(arcs);
        for (var i = 0; i < arcs.Length; i++)
        {
            var lot = graph.Problem.Lots[graph.Arcs[arcs[i]].Lot];
            var whole = grams[i] - grams[i] % lot.UnitGrams;
            if (whole >= lot.SmallestPartGrams)
            {
                plan.Add(arcs[i], whole);
            }
            else if (grams[i] > 0 && lot.SmallestPartGrams > lot.UnitGrams)
            {
                small.Add(i);
            }
        }

        FillUp(isOpen, []);
        var light = plan.TooLight(arcs).OrderBy(consignment => (double)plan.Consigned(consignment) / graph.Consignments[consignment].SmallestGrams).ThenBy(consignment => consignment).ToList();
        plan.Drop([.. light], arcs);
        FillUp(isOpen, [.. light]);
        plan.Drop(plan.TooLight(arcs), arcs);

        var closed = light.Take((light.Count + 1) / 2).ToHashSet();
        var broken = small.OrderBy(i => (double)grams[i] / graph.Problem.Lots[graph.Arcs[arcs[i]].Lot].SmallestPartGrams).Take((small.Count + 1) / 2).ToList();
        broken.AddRange(Enumerable.Range(0, arcs.Length).Where(i => isOpen[i] && closed.Contains(graph.Arcs[arcs[i]].Consignment)));
        return broken;
    }

    private void FillUp(bool[] isOpen, HashSet<int> without)
    {
        foreach (var i in dearestFirst)
        {
            if (isOpen[i] && !without.Contains(graph.Arcs[arcs[i]].Consignment))
            {
                plan.Fill(arcs[i]);
            }
        }
    }
}
