using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Matching.Graphs;

/// <summary>A lot that may come to a demand once the demand pays so much.</summary>
/// <param name="FenPerKg">The lowest of its highest prices at which it fits, delivered, in fen per kilogram.</param>
public readonly record struct DeliveredOffer(MatchLot Lot, long FenPerKg);

/// <summary>What fits at a price.</summary>
/// <param name="FenPerKg">The most that the demand pays, delivered, per kilogram.</param>
/// <param name="Grams">Whole units of the lots that fit.</param>
public readonly record struct PriceStep(long FenPerKg, long Grams, int Lots);

/// <summary>Lots that fit at no price, for one reason.</summary>
/// <param name="EarliestOn">Of what comes too late: the first China day on which some of it can be there. Null otherwise.</param>
/// <param name="LeastGrams">Of what is too little: the least that would have to be wanted. Null otherwise.</param>
public sealed record PriceBandMiss(ArcReason Reason, int Lots, DateOnly? EarliestOn, long? LeastGrams);

/// <summary>
/// At which prices the lots of a problem may come to a demand, before anybody has said a price. Each lot is asked by
/// <see cref="ArcRule"/> itself, so that a demand posted at one of these prices is judged in just this way.
/// </summary>
public sealed class PriceBand
{
    /// <summary>The cheapest first.</summary>
    private readonly PriceStep[] steps;
    private readonly long[] prices;

    private PriceBand(IReadOnlyList<DeliveredOffer> offers, IReadOnlyList<PriceBandMiss> misses)
    {
        (Misses, prices) = (misses, [.. offers.Select(offer => offer.FenPerKg).Order()]);
        var (grams, lots) = (0L, 0);
        steps =
        [
            .. offers
                .GroupBy(offer => offer.FenPerKg)
                .OrderBy(same => same.Key)
                .Select(same => new PriceStep(same.Key, grams += same.Sum(offer => offer.Lot.UsableGrams), lots += same.Count())),
        ];
    }

    /// <summary>Why the others fit at no price; the reason of most lots first.</summary>
    public IReadOnlyList<PriceBandMiss> Misses { get; }

    /// <summary>Nothing fits, whatever is paid.</summary>
    public bool IsEmpty => steps.Length == 0;

    /// <summary>What the cheapest lot costs; of an empty band there is none.</summary>
    public long LowestFenPerKg => steps[0].FenPerKg;

    /// <summary>What the middle one of the lots costs.</summary>
    public long MiddleFenPerKg => Medians.HalfUp(prices);

    /// <summary>What the dearest lot costs: at this price all of them fit.</summary>
    public long HighestFenPerKg => All.FenPerKg;

    /// <summary>All that fits at some price.</summary>
    public PriceStep All => steps[^1];

    /// <param name="demand">Its price is not looked at.</param>
    public static PriceBand Of(MatchProblem problem, MatchDemand demand)
    {
        var offers = new List<DeliveredOffer>();
        var misses = new List<(ArcReason Reason, MatchLot Lot, ArcTerms Terms)>();
        foreach (var lot in problem.Lots)
        {
            var (reason, terms) = ArcRule.Try(problem, lot, demand with { HighestFenPerKg = MatchInput.MaxFenPerKg });
            if (reason == ArcReason.None)
            {
                offers.Add(new(lot, LowestFor(problem, lot, demand, terms)));
            }
            else
            {
                misses.Add((reason, lot, terms));
            }
        }

        return new(
            offers,
            [
                .. misses
                    .GroupBy(miss => miss.Reason)
                    .OrderByDescending(same => same.Count())
                    .ThenBy(same => same.Key)
                    .Select(same => new PriceBandMiss(
                        same.Key,
                        same.Count(),
                        same.Key == ArcReason.Late ? same.Min(miss => miss.Terms.ArrivesOn) : null,
                        same.Key switch
                        {
                            ArcReason.LittleWanted => same.Min(miss => miss.Terms.Way.SmallestGrams),
                            ArcReason.Smallest => same.Min(miss => miss.Lot.SmallestPartGrams),
                            _ => null,
                        }
                    )),
            ]
        );
    }

    /// <summary>What fits a demand that pays so much.</summary>
    public PriceStep At(long fenPerKg) =>
        steps.LastOrDefault(step => step.FenPerKg <= fenPerKg) is { Lots: > 0 } step
            ? step with
            {
                FenPerKg = fenPerKg,
            }
            : new(fenPerKg, 0, 0);

    /// <summary>The lowest price at which a weight fits; null where all of it together is less.</summary>
    public long? WholeFenPerKg(long grams)
    {
        var at = Array.FindIndex(steps, step => step.Grams >= grams);
        return at < 0 ? null : steps[at].FenPerKg;
    }

    /// <summary>
    /// The first and the last price, some in between at equal distances, and the one at which a weight fits: the cheapest first.
    /// </summary>
    /// <param name="most">At least three.</param>
    public IReadOnlyList<PriceStep> Steps(int most, long wholeGrams)
    {
        var whole = Array.FindIndex(steps, step => step.Grams >= wholeGrams);
        var between = most - (whole < 0 ? 1 : 2);
        return
        [
            .. Enumerable
                .Range(0, between + 1)
                .Select(i => (steps.Length - 1) * i / between)
                .Append(Math.Max(0, whole))
                .Distinct()
                .Order()
                .Select(i => steps[i]),
        ];
    }

    /// <summary>
    /// Who pays more is never refused what fits at less: freight and floor stay, and the farmer's part only grows. So it is mostly what
    /// freight at its most and the farmer's floor come to; where a lot is worth too little at that, more is tried.
    /// </summary>
    private static long LowestFor(MatchProblem problem, MatchLot lot, MatchDemand demand, in ArcTerms terms)
    {
        bool Fits(long fenPerKg) => ArcRule.Try(problem, lot, demand with { HighestFenPerKg = fenPerKg }).Reason == ArcReason.None;
        var (low, high) = (terms.Way.MostFenPerKg + lot.FloorFenPerKg, MatchInput.MaxFenPerKg);
        if (Fits(low))
        {
            return low;
        }

        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            (low, high) = Fits(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }
}
