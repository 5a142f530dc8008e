using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Market;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.PriceBands;

/// <summary>What an institution has said so far of a demand. Two that are equal ask for the same band.</summary>
/// <param name="Terms">What cannot be read yet leaves everything open: the highest price, the largest weight.</param>
/// <param name="Grams">What it still takes; null while no weight is said.</param>
/// <param name="FenPerKg">The most it pays; null while no price is said.</param>
public sealed record PriceQuestion(Guid InstitutionId, DemandTerms Terms, long? Grams, long? FenPerKg);

/// <summary>What is on sale of what is asked for.</summary>
/// <param name="OtherKinds">Codes of like kinds on sale, the most first; only where nothing of the kind asked for is.</param>
public sealed record OfferedNow(PriceBand Band, IReadOnlyList<string> OtherKinds);

/// <summary>
/// Shows an institution, while it writes a demand, what a run would see at which price: by the same rule, the same lots and the present
/// weights as the list of considered lots afterwards.
/// </summary>
public sealed class PriceBandReads(
    MatchDrafts board,
    IOptions<MatchOptions> options,
    MatchMap map,
    IDbContextFactory<MarketDb> contexts,
    TimeProvider clock
)
{
    /// <summary>Other kinds that are named at most.</summary>
    public const int MostOtherKinds = 5;

    /// <summary>Null while kind, place or days are not said yet, or none that a demand can have.</summary>
    public async Task<OfferedNow?> OfAsync(PriceQuestion question)
    {
        if (question.Terms.Spec is not { } spec)
        {
            return null;
        }

        var demand = question.Terms.ToMatch(Guid.Empty, question.InstitutionId, GramsOf(question)) with
        {
            HighestFenPerKg = MatchInput.MaxFenPerKg,
        };
        if (MatchInput.Check(demand, board.LeavesOn, map).Count > 0)
        {
            return null;
        }

        var (lots, leavesOn) = await board.ReadLotsAsync(spec);
        var band = PriceBand.Of(MatchProblem.Of(leavesOn, lots, [], options.Value.Weights, map).Value, demand);
        return new(band, lots.Count == 0 ? await OtherKindsAsync(spec) : []);
    }

    /// <summary>A weight that no demand can have hides no prices: the form says what is wrong with it.</summary>
    private static long GramsOf(PriceQuestion question) =>
        question.Grams is > 0 and <= MatchInput.MaxDemandGrams ? question.Grams.Value : MatchInput.MaxDemandGrams;

    private async Task<IReadOnlyList<string>> OtherKindsAsync(ProduceSpec spec)
    {
        var categories = spec.Kinds(map.Produce).Select(kind => kind.Category).ToHashSet();
        string[] like = [.. map.Produce.All.Where(kind => categories.Contains(kind.Category)).Select(kind => kind.Code)];
        await using var db = await contexts.CreateDbContextAsync();
        return await db.MatchableLots(ChinaTime.Day(clock.GetUtcNow().UtcDateTime))
            .Where(lot => like.Contains(lot.ProduceCode))
            .GroupBy(lot => lot.ProduceCode)
            .Select(lots => new { Code = lots.Key, Grams = lots.Sum(lot => lot.AvailableGrams) })
            .OrderByDescending(kind => kind.Grams)
            .ThenBy(kind => kind.Code)
            .Select(kind => kind.Code)
            .Take(MostOtherKinds)
            .ToListAsync();
    }
}
