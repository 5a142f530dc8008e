using AgriMarket.Domain.Matching;

namespace AgriMarket.Web.Matching;

/// <summary>
/// The plan for one component. At first its flow; where that breaks a smallest part or a pack, consignments that are too light are
/// filled up or closed and the flow is asked anew, round by round; the greedy plan is tried too, and the best is kept. What is still
/// far from its bound goes to constraint programming.
/// </summary>
/// <param name="plan">Shared by all components, none of which touches what another does.</param>
internal sealed class ComponentPlan(MatchGraph graph, Allocation plan, int[] arcs)
{
    /// <summary>Each round decides about all that is too light, so that few are needed.</summary>
    private const int MaxRounds = 12;

    /// <summary>A light consignment that is at least so full is filled up rather than given up.</summary>
    private const double FullEnough = 0.7;

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
    public void Flow(Func<TimeSpan> left)
    {
        network = new(graph, arcs);
        var (grams, bound) = network.Solve();
        BoundPoints = bound;
        var best = Dive(network, grams, left);
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
    private long[] Dive(FlowNetwork network, long[] grams, Func<TimeSpan> left)
    {
        var isOpen = Enumerable.Repeat(true, arcs.Length).ToArray();
        var forced = new HashSet<int>();
        var (best, bestPoints) = (new long[arcs.Length], -1L);
        for (var round = 0; ; round++)
        {
            var light = Mend(grams, isOpen);
            var small = TooSmall(grams);
            if (Points > bestPoints)
            {
                (best, bestPoints) = ([.. arcs.Select(arc => plan[arc])], Points);
            }

            if (light.Count + small.Count == 0 || round == MaxRounds || left() < TimeSpan.Zero)
            {
                plan.Set(arcs, best);
                return best;
            }

            Decide(light, forced, isOpen);
            foreach (var i in small)
            {
                isOpen[i] = false;
            }

            (grams, _) = network.Solve(isOpen, forced);
        }
    }

    /// <summary>Puts a flow into the plan so that every rule is kept, and fills up what that leaves.</summary>
    /// <returns>Consignments that the flow left too light, and how full they were, the emptiest first.</returns>
    private List<(int Consignment, double Full)> Mend(long[] grams, bool[] isOpen)
    {
        plan.Clear(arcs);
        for (var i = 0; i < arcs.Length; i++)
        {
            var lot = graph.Problem.Lots[graph.Arcs[arcs[i]].Lot];
            var whole = grams[i] - grams[i] % lot.UnitGrams;
            if (whole >= lot.SmallestPartGrams)
            {
                plan.Add(arcs[i], whole);
            }
        }

        FillUp(i => plan[arcs[i]] > 0);
        FillUp(i => isOpen[i]);
        var light = plan.TooLight(arcs);
        List<(int Consignment, double Full)> found =
        [
            .. light.Select(consignment => (consignment, (double)plan.Consigned(consignment) / graph.Consignments[consignment].SmallestGrams))
                .OrderBy(one => one.Item2)
                .ThenBy(one => one.consignment),
        ];
        plan.Drop(light, arcs);
        FillUp(i => isOpen[i] && !light.Contains(graph.Arcs[arcs[i]].Consignment));
        plan.Drop(plan.TooLight(arcs), arcs);
        return found;
    }

    /// <summary>What is nearly heavy enough is to be filled up; the rest is closed, and so is what could not be filled.</summary>
    private void Decide(List<(int Consignment, double Full)> light, HashSet<int> forced, bool[] isOpen)
    {
        var closed = new HashSet<int>();
        for (var i = 0; i < light.Count; i++)
        {
            var (consignment, full) = light[i];
            if (forced.Contains(consignment) || full < FullEnough)
            {
                closed.Add(consignment);
            }
            else
            {
                forced.Add(consignment);
            }
        }

        forced.ExceptWith(closed);
        for (var i = 0; i < arcs.Length; i++)
        {
            isOpen[i] &= !closed.Contains(graph.Arcs[arcs[i]].Consignment);
        }
    }

    /// <summary>Places of arcs on which the flow put less than their lot's smallest part: the emptier half of them.</summary>
    private List<int> TooSmall(long[] grams)
    {
        var small = new List<(int Place, double Full)>();
        for (var i = 0; i < arcs.Length; i++)
        {
            var lot = graph.Problem.Lots[graph.Arcs[arcs[i]].Lot];
            if (grams[i] > 0 && grams[i] < lot.SmallestPartGrams && lot.SmallestPartGrams > lot.UnitGrams)
            {
                small.Add((i, (double)grams[i] / lot.SmallestPartGrams));
            }
        }

        return [.. small.OrderBy(one => one.Full).ThenBy(one => one.Place).Take((small.Count + 1) / 2).Select(one => one.Place)];
    }

    private void FillUp(Func<int, bool> where)
    {
        foreach (var i in dearestFirst)
        {
            if (where(i))
            {
                plan.Fill(arcs[i]);
            }
        }
    }
}
