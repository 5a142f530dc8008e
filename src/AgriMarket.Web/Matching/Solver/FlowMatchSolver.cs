using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Web.Matching.Market;

namespace AgriMarket.Web.Matching.Solver;

/// <summary>
/// Solves components apart, on all cores: each by min-cost flow, those that smallest parts or packs keep from being a flow by local
/// search beside it, and the small ones of them by constraint programming, worst first, as long as there is time. The answer is always a
/// plan and a bound; a component whose turn
/// never came has the greedy plan.
/// </summary>
internal sealed class FlowMatchSolver(MatchOptions options, TimeProvider clock) : IMatchSolver
{
    /// <summary>Less time than this is not worth beginning an integer program.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(20);

    private readonly ParallelOptions allCores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <inheritdoc/>
    public MatchSolution Solve(MatchGraph graph, TimeSpan limit)
    {
        var started = clock.GetTimestamp();
        var within = TimeSpan.FromSeconds(Math.Min(limit.TotalSeconds, options.LimitSeconds));
        TimeSpan Left() => within - clock.GetElapsedTime(started);

        var plan = new Allocation(graph);
        ComponentPlan[] components =
        [
            .. graph
                .Components()
                .Select(arcs => new ComponentPlan(graph, plan, arcs, options.GoodEnoughPerMillion))
                .OrderByDescending(component => component.Arcs),
        ];
        var guessed = 0;
        Parallel.ForEach(
            components,
            allCores,
            component =>
            {
                if (Left() > TimeSpan.Zero)
                {
                    component.Flow(Left);
                }
                else
                {
                    component.Guess();
                    Interlocked.Increment(ref guessed);
                }
            }
        );

        var open = guessed > 0 ? [] : components.Where(component => !component.IsGoodEnough).ToArray();
        Improve(
            [
                .. open.Where(component => component.Arcs <= options.MostIntegerArcs)
                    .OrderByDescending(component => component.BoundPoints - component.Points),
            ],
            Left
        );
        return new(
            [.. plan.Parts()],
            components.Sum(component => component.BoundPoints),
            guessed > 0 || open.Any(component => !component.IsGoodEnough)
        );
    }

    /// <summary>Each gets an equal part of the time that the cores still have; what one does not use is left to those after it.</summary>
    private void Improve(ComponentPlan[] components, Func<TimeSpan> left)
    {
        var waiting = components.Length;
        Parallel.ForEach(
            components,
            allCores,
            component =>
            {
                var share = left() * Math.Min(1, (double)allCores.MaxDegreeOfParallelism / (Interlocked.Decrement(ref waiting) + 1));
                if (share >= Least)
                {
                    component.Improve(share);
                }
            }
        );
    }
}
