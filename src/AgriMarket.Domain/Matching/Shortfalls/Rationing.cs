using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Graphs;

namespace AgriMarket.Domain.Matching.Shortfalls;

/// <summary>What somebody was promised of a lot, in grams.</summary>
public sealed record RationClaim(Guid Id, long Grams);

public enum RationRule
{
    /// <summary>按比例: everybody gets the same part of what was promised.</summary>
    Proportional,

    /// <summary>
    /// 最小者优先 (max-min): everybody gets the same weight, and nobody more than was promised; small claims are filled first.
    /// </summary>
    MaxMin,
}

/// <summary>
/// Who gets how much when a lot brings less than was promised. Whole units only; all that is there in whole units is given out;
/// nobody gets more than was promised. Units that do not divide go by largest remainder (proportional) or one each (max-min),
/// ties to the lower id, so that a replay gives the same answer.
/// </summary>
public static class Rationing
{
    /// <summary>The grams for each claim, in order by id.</summary>
    /// <param name="availableGrams">What is there: zero or more.</param>
    /// <param name="unitGrams">Above zero; every claim is a whole number of units.</param>
    /// <returns>A refusal for a claim that is no whole number of units, below zero, or made twice.</returns>
    public static Result<IReadOnlyList<RationClaim>> Share(
        RationRule rule,
        long availableGrams,
        long unitGrams,
        IReadOnlyCollection<RationClaim> claims
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(availableGrams);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(unitGrams);
        RationClaim[] inOrder = [.. claims.OrderBy(claim => claim.Id)];
        if (inOrder.FirstOrDefault(claim => claim.Grams < 0 || claim.Grams % unitGrams != 0) is { } odd)
        {
            return new Rejection("match.ration-units", odd.Id.ToString(), unitGrams);
        }

        if (MatchProblem.Twice(inOrder.Select(claim => claim.Id)).Any())
        {
            return new Rejection("match.ration-twice");
        }

        long[] wanted = [.. inOrder.Select(claim => claim.Grams / unitGrams)];
        var units = Math.Min(availableGrams / unitGrams, wanted.Sum());
        var given = rule == RationRule.Proportional ? Rounding.LargestRemainder(units, wanted) : MaxMin(units, wanted);
        return Result<IReadOnlyList<RationClaim>>.Of([.. inOrder.Select((claim, i) => claim with { Grams = given[i] * unitGrams })]);
    }

    /// <summary>
    /// Water-filling: small claims are filled while an equal part of what is left covers them; the others get that part, and what does not
    /// divide goes one unit each.
    /// </summary>
    private static long[] MaxMin(long units, long[] wanted)
    {
        var given = new long[wanted.Length];
        Queue<int> waiting = new(Enumerable.Range(0, wanted.Length).OrderBy(i => wanted[i]).ThenBy(i => i));
        while (waiting.TryPeek(out var smallest) && wanted[smallest] <= units / waiting.Count)
        {
            units -= given[waiting.Dequeue()] = wanted[smallest];
        }

        var (part, rest) = waiting.Count == 0 ? (0, 0) : Math.DivRem(units, waiting.Count);
        foreach (var i in waiting.Order())
        {
            given[i] = part + (rest-- > 0 ? 1 : 0);
        }

        return given;
    }
}
