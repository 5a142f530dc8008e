using AgriMarket.Domain.Matching.Graphs;

namespace AgriMarket.Domain.Matching.Plans;

/// <summary>Grams of one lot for one demand.</summary>
public readonly record struct MatchPart(Guid LotId, Guid DemandId, long Grams);

/// <summary>
/// What a solver answers. Values are points: fen per kilogram × grams, a thousandth of a fen, exact whole numbers.
/// </summary>
/// <param name="BoundPoints">No plan is worth more; null when the solver knows no bound.</param>
/// <param name="IsBestSoFar">Not good enough by its bound when time or means were at their end; more may be possible.</param>
public sealed record MatchSolution(IReadOnlyList<MatchPart> Parts, long? BoundPoints, bool IsBestSoFar);

/// <summary>Finds a plan: greedy in the domain, min-cost flow and constraint programming outside of it.</summary>
public interface IMatchSolver
{
    /// <summary>A plan that keeps every rule; what it is worth and whether it does is for <see cref="PlanChecker"/> to say.</summary>
    /// <param name="limit">Time after which the best plan so far is the answer; the greedy solver needs none.</param>
    MatchSolution Solve(MatchGraph graph, TimeSpan limit);
}
