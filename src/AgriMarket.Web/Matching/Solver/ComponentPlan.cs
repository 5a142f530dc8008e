using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;

namespace AgriMarket.Web.Matching.Solver;

/// <summary>
/// The plan for one component: its flow, or, where that breaks a smallest part or a pack, the better of the greedy plan and of what
/// is left of the flow, made better by local search. What is still far from its bound goes to constraint programming.
/// </summary>
/// <param name="plan">Shared by all components, none of which touches what another does.</param>
/// <param name="goodEnoughPerMillion">So close to the bound nothing is worked on any longer.</param>
internal sealed class ComponentPlan(MatchGraph graph, Allocation plan, int[] arcs, int goodEnoughPerMillion)
{
    private readonly int[] dearestFirst = [.. arcs.OrderByDescending(arc => graph.Arcs[arc].ValueFenPerKg)];

    private FlowNetwork? network;

    public int Arcs => arcs.Length;

    public long BoundPoints { get; private set; }

    public long Points => plan.Points(arcs);

    public bool IsGoodEnough => IsNear(Points);

    /// <summary>Without any time: the greedy plan, and the bound of lots that all go where they are worth most.</summary>
    public void Guess()
    {
        new GreedyMatchSolver().Fill(plan, graph, arcs);
        BoundPoints = arcs.GroupBy(arc => graph.Arcs[arc].Lot)
            .Sum(lot => graph.Problem.Lots[lot.Key].UsableGrams * lot.Max(arc => graph.Arcs[arc].ValueFenPerKg));
    }

    /// <summary>The flow, or a plan beside it that keeps every rule.</summary>
    public void Flow(Func<TimeSpan> left)
    {
        network = new(graph, arcs);
        (var grams, BoundPoints) = network.Solve();
        Mend(grams);
        var points = Points;
        if (points == BoundPoints)
        {
            return;
        }

        var mended = Grams();
        new GreedyMatchSolver().Fill(plan, graph, arcs);
        if (Points < points)
        {
            plan.Set(arcs, mended);
        }

        var (costs, nearestFirst) = (network.ReducedCosts(grams), arcs.ToArray());
        Array.Sort(costs, nearestFirst);
        points = Points;
        new LocalSearch(graph, plan, nearestFirst).Run(gained => left() <= TimeSpan.Zero || IsNear(points + gained));
    }

    /// <summary>Constraint programming, from the plan that there is.</summary>
    public void Improve(TimeSpan limit)
    {
        var gridGrams = (network ?? throw new InvalidOperationException("Flow comes first.")).GridGrams;
        var before = Grams();
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

    private bool IsNear(long points) => (Int128)(BoundPoints - points) * 1_000_000 <= (Int128)BoundPoints * goodEnoughPerMillion;

    private long[] Grams() => [.. arcs.Select(arc => plan[arc])];

    /// <summary>Puts a flow into the plan but for what breaks a rule, and fills up what that leaves.</summary>
    private void Mend(long[] grams)
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

        FillUp(arc => plan[arc] > 0);
        FillUp(_ => true);
        var light = plan.TooLight(arcs);
        plan.Drop(light, arcs);
        FillUp(arc => !light.Contains(graph.Arcs[arc].Consignment));
        plan.Drop(plan.TooLight(arcs), arcs);
    }

    private void FillUp(Func<int, bool> where)
    {
        foreach (var arc in dearestFirst)
        {
            if (where(arc))
            {
                plan.Fill(arc);
            }
        }
    }
}
