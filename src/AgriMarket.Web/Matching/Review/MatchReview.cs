using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.Runs;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.Review;

/// <summary>A consignment as an official looks at it.</summary>
/// <param name="ProduceCodes">Its kinds of produce, that of which most goes first.</param>
/// <param name="DeliveredFenPerKg">Goods and freight for a kilogram, half up.</param>
public sealed record ReviewedConsignment(
    PlannedConsignment Planned,
    string Institution,
    string PlaceCode,
    IReadOnlyList<string> ProduceCodes,
    long DeliveredFenPerKg
);

/// <summary>A plan as an official compares it: what it brings, what goes where, and what it leaves and why.</summary>
/// <param name="Consignments">The heaviest first.</param>
/// <param name="Left">Lots of which nothing is in the plan, those of which most is expected to spoil first,
/// <see cref="MatchReview.MostLeft"/> at the most.</param>
public sealed record ReviewedPlan(
    MatchDraft Draft,
    PlanFigures Figures,
    IReadOnlyList<ReviewedConsignment> Consignments,
    IReadOnlyList<LotLeft> Left
);

/// <summary>Plans for officials, who compare them and publish one.</summary>
public sealed class MatchReview(MatchDrafts board, MatchService matching, MatchReads reads, IOptions<MatchOptions> options)
{
    /// <summary>Lots left of which the reason is looked for: each is held against every demand.</summary>
    public const int MostLeft = 50;

    /// <summary>What runs weigh that nobody weighs otherwise.</summary>
    public MatchWeights OperatorWeights => options.Value.Weights;

    /// <summary>Hours that farmers and institutions have to answer.</summary>
    public int AnswerHours => options.Value.AnswerHours;

    /// <summary>About how long two plans take at the most.</summary>
    public int MostSeconds => 2 * options.Value.LimitSeconds;

    /// <summary>
    /// Plans the lots of an official's region by two weightings. Rejects as <see cref="MatchDrafts.PlanForAsync"/> does.
    /// </summary>
    public async Task<Result<IReadOnlyList<ReviewedPlan>>> CompareAsync(MatchWeights first, MatchWeights second, Guid officialId)
    {
        var drafts = await board.PlanForAsync(officialId, first, second);
        if (!drafts.IsOk)
        {
            return Result<IReadOnlyList<ReviewedPlan>>.Refused(drafts.Rejections);
        }

        var institutions = await reads.InstitutionsAsync([
            .. drafts.Value.SelectMany(draft => draft.Outcome.Plan.Consignments).Select(one => one.DemandId).Distinct(),
        ]);
        return Result<IReadOnlyList<ReviewedPlan>>.Of(
            await Task.Run(() => drafts.Value.Select(draft => Show(draft, institutions)).ToList())
        );
    }

    /// <summary>Publishes a plan and tells what of it was proposed. Rejects as <see cref="MatchService.PublishAsync"/> is.</summary>
    public async Task<Result<RunView>> PublishAsync(ReviewedPlan plan, Guid officialId)
    {
        var published = await matching.PublishAsync(plan.Draft, RunTrigger.Official, officialId);
        return published.IsOk ? await reads.ViewAsync(published.Value) : Result<RunView>.Refused(published.Rejections);
    }

    private static ReviewedPlan Show(MatchDraft draft, IReadOnlyDictionary<Guid, string> institutions)
    {
        var (problem, plan) = (draft.Problem, draft.Outcome.Plan);
        return new(
            draft,
            PlanFigures.Of(problem, plan),
            [
                .. plan
                    .Consignments.OrderByDescending(one => one.Grams)
                    .ThenBy(one => one.DemandId)
                    .Select(one => new ReviewedConsignment(
                        one,
                        institutions.GetValueOrDefault(one.DemandId, ""),
                        problem.Demand(one.DemandId).PlaceCode,
                        [
                            .. one
                                .Shares.GroupBy(share => problem.Lot(share.LotId).ProduceCode)
                                .OrderByDescending(kind => kind.Sum(share => share.Grams))
                                .Select(kind => kind.Key),
                        ],
                        Rounding.HalfUp(one.GoodsFen + one.FreightFen, Weights.KilogramGrams, one.Grams)
                    )),
            ],
            LotLeft.Of(problem, plan, MostLeft)
        );
    }
}
