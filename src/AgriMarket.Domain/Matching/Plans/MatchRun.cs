using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Graphs;

namespace AgriMarket.Domain.Matching.Plans;

/// <summary>A plan that was proven, beside the bound of its solver.</summary>
/// <param name="BoundPoints">No plan is worth more; null when the solver knows none.</param>
/// <param name="IsBestSoFar">Not good enough by its bound when time or means were at their end; more may be possible.</param>
public sealed record MatchOutcome(CheckedPlan Plan, long? BoundPoints, bool IsBestSoFar)
{
    /// <summary>How far below the bound the plan is, in millionths of the bound; 0 is proven best, null is unknown.</summary>
    public long? GapPerMillion =>
        BoundPoints is { } bound
            ? bound == 0
                ? 0
                : (long)((Int128)(bound - Plan.ValuePoints) * 1_000_000 / bound)
            : null;
}

/// <summary>Solves and proves.</summary>
public static class MatchRun
{
    /// <exception cref="InvalidOperationException">The solver broke a rule or its own bound, which is a bug.</exception>
    public static MatchOutcome Solve(MatchGraph graph, IMatchSolver solver, TimeSpan limit)
    {
        var solution = solver.Solve(graph, limit);
        var plan = PlanChecker.Check(graph.Problem, solution.Parts);
        if (!plan.IsOk || plan.Value.ValuePoints > solution.BoundPoints)
        {
            throw new InvalidOperationException(
                $"{solver.GetType().Name} answered no plan: {(plan.IsOk ? "its bound is too low" : plan.Rejections[0].Code)}."
            );
        }

        return new(plan.Value, solution.BoundPoints, solution.IsBestSoFar);
    }
}
