using AgriMarket.Domain.Matching.Graphs;
using Google.OrTools.Sat;

namespace AgriMarket.Web.Matching.Solver;

/// <summary>
/// One component as an integer program: whole units of each lot, and a part or a consignment that is nothing or at least as large
/// as it must be.
/// </summary>
internal sealed class SmallestParts
{
    /// <summary>Up to here a double holds every whole number, so that the solver's bound is exact.</summary>
    private const double ExactUpTo = 1L << 53;

    private readonly MatchGraph graph;
    private readonly int[] arcs;
    private readonly long gridGrams;
    private readonly CpModel model = new();
    private readonly IntVar[] units;

    public SmallestParts(MatchGraph graph, int[] arcs, long gridGrams)
    {
        (this.graph, this.arcs, this.gridGrams) = (graph, arcs, gridGrams);
        units = [.. arcs.Select(arc => model.NewIntVar(0, Most(arc), ""))];
        AddRooms();
        AddSmallest();
        model.Maximize(LinearExpr.WeightedSum(units, arcs.Select(arc => graph.Arcs[arc].ValueFenPerKg * Unit(arc) / gridGrams)));
    }

    /// <summary>A better plan than the one to begin with, or null when none was found in time; and a bound if one was proven.</summary>
    /// <param name="begin">Grams for each arc of a plan that keeps every rule.</param>
    public (long[]? Grams, long? BoundPoints) Improve(IReadOnlyList<long> begin, TimeSpan limit)
    {
        for (var i = 0; i < units.Length; i++)
        {
            model.AddHint(units[i], begin[i] / Unit(arcs[i]));
        }

        var solver = new CpSolver
        {
            StringParameters = FormattableString.Invariant($"max_time_in_seconds:{limit.TotalSeconds:0.000},num_workers:1,random_seed:1"),
        };
        var status = solver.Solve(model);
        if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible))
        {
            return (null, null);
        }

        long[] grams = [.. units.Select((unit, i) => solver.Value(unit) * Unit(arcs[i]))];
        if (status == CpSolverStatus.Optimal)
        {
            return (grams, grams.Select((one, i) => one * graph.Arcs[arcs[i]].ValueFenPerKg).Sum());
        }

        // Rounded up, for the solver hands out its whole-number bound as a double that may lie a trifle beside it.
        return (grams, solver.BestObjectiveBound < ExactUpTo ? (long)Math.Ceiling(solver.BestObjectiveBound) * gridGrams : null);
    }

    private long Unit(int arc) => graph.Problem.Lots[graph.Arcs[arc].Lot].UnitGrams;

    private long Most(int arc) =>
        Math.Min(graph.Problem.Lots[graph.Arcs[arc].Lot].UsableGrams, graph.Problem.Demands[graph.Arcs[arc].Demand].Grams) / Unit(arc);

    private void AddRooms()
    {
        foreach (var lot in Enumerable.Range(0, arcs.Length).GroupBy(i => graph.Arcs[arcs[i]].Lot))
        {
            model.Add(
                LinearExpr.Sum(lot.Select(i => units[i])) <= graph.Problem.Lots[lot.Key].UsableGrams / graph.Problem.Lots[lot.Key].UnitGrams
            );
        }

        foreach (var demand in Enumerable.Range(0, arcs.Length).GroupBy(i => graph.Arcs[arcs[i]].Demand))
        {
            model.Add(Grid(demand) <= graph.Problem.Demands[demand.Key].Grams / gridGrams);
        }
    }

    private void AddSmallest()
    {
        foreach (var consignment in Enumerable.Range(0, arcs.Length).GroupBy(i => graph.Arcs[arcs[i]].Consignment))
        {
            var goes = model.NewBoolVar("");
            foreach (var i in consignment)
            {
                model.Add(units[i] <= Most(arcs[i]) * goes);
            }

            var smallest = graph.Consignments[consignment.Key].SmallestGrams;
            model.Add(Grid(consignment) >= AgriMarket.Domain.Common.Rounding.StepsUp(smallest, gridGrams) * goes);
        }

        for (var i = 0; i < arcs.Length; i++)
        {
            var (lot, unit) = (graph.Problem.Lots[graph.Arcs[arcs[i]].Lot], Unit(arcs[i]));
            if (lot.SmallestPartGrams > unit)
            {
                var taken = model.NewBoolVar("");
                model.Add(units[i] <= Most(arcs[i]) * taken);
                model.Add(units[i] >= lot.SmallestPartGrams / unit * taken);
            }
        }
    }

    private LinearExpr Grid(IEnumerable<int> some)
    {
        int[] places = [.. some];
        return LinearExpr.WeightedSum(places.Select(i => units[i]), places.Select(i => Unit(arcs[i]) / gridGrams));
    }
}
