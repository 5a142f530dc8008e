using System.Diagnostics;
using System.Linq.Expressions;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Forecasts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.Market;

/// <summary>A plan that was proven and not published: what it would bring, and of which market it is.</summary>
/// <param name="Id">The run's, once it is published.</param>
/// <param name="Arcs">Pairs of a lot and a demand that are allowed.</param>
/// <param name="Milliseconds">From reading the market to the proven plan.</param>
public sealed record MatchDraft(Guid Id, MatchProblem Problem, MatchOutcome Outcome, int Arcs, int Milliseconds);

/// <summary>
/// Reads what there is to match, free stock only, and plans it. Nothing is changed. One plan at a time in this process: a solver
/// uses every core it gets.
/// </summary>
public sealed partial class MatchDrafts(
    IDbContextFactory<MarketDb> contexts,
    LotForecasts forecasts,
    MatchMap map,
    IMatchSolver solver,
    IOptions<MatchOptions> options,
    TimeProvider clock,
    ILogger<MatchDrafts> log
) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The first China day on which what is proposed now can leave.</summary>
    public DateOnly LeavesOn => Today.AddDays(options.Value.LeadDays);

    private DateOnly Today => ChinaTime.Day(clock.GetUtcNow().UtcDateTime);

    /// <summary>
    /// Plans for several weights what one look at the market shows, so that plans can be compared. Rejects as
    /// <see cref="MatchWeights.Check"/> says.
    /// </summary>
    public Task<Result<IReadOnlyList<MatchDraft>>> PlanAsync(params IReadOnlyList<MatchWeights> weightings) =>
        PlanWithinAsync(map.Regions.PrefixOf(RegionCatalogue.Country), weightings);

    /// <summary>
    /// As <see cref="PlanAsync"/>, with lots of an official's region only; demands are those of the whole market. Rejects besides as
    /// <see cref="OfficeQueries.WithDutyAsync"/> says.
    /// </summary>
    public async Task<Result<IReadOnlyList<MatchDraft>>> PlanForAsync(Guid officialId, params IReadOnlyList<MatchWeights> weightings)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var post = await db.WithDutyAsync(officialId, Duties.Edit);
        return post.IsOk
            ? await PlanWithinAsync(map.Regions.PrefixOf(post.Value.RegionCode), weightings)
            : Result<IReadOnlyList<MatchDraft>>.Refused(post.Rejections);
    }

    private async Task<Result<IReadOnlyList<MatchDraft>>> PlanWithinAsync(string region, IReadOnlyList<MatchWeights> weightings)
    {
        var wrong = weightings.SelectMany(weights => MatchWeights.Check(weights).Rejections).ToList();
        if (wrong.Count > 0)
        {
            return wrong;
        }

        await turn.WaitAsync();
        try
        {
            // A plan takes processors for seconds, and who asks for it may be a circuit that has a page to show meanwhile.
            return Result<IReadOnlyList<MatchDraft>>.Of(await Task.Run(() => PlanAllAsync(region, weightings)));
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>What there is to match, as a run that begins now would see it, and the first China day on which it can leave.</summary>
    /// <param name="region">How the region codes of the lots begin; empty for all.</param>
    internal async Task<(IReadOnlyList<MatchLot> Lots, IReadOnlyList<MatchDemand> Demands, DateOnly LeavesOn)> ReadAsync(string region = "")
    {
        await using var db = await contexts.CreateDbContextAsync();
        var leavesOn = LeavesOn;
        return (await LotsAsync(db, lot => lot.OriginCode.StartsWith(region)), await DemandsAsync(db, leavesOn), leavesOn);
    }

    /// <summary>The lots of these kinds alone, as such a run would see them.</summary>
    internal async Task<(IReadOnlyList<MatchLot> Lots, DateOnly LeavesOn)> ReadLotsAsync(ProduceSpec spec)
    {
        await using var db = await contexts.CreateDbContextAsync();
        string[] kinds = [.. spec.Kinds(map.Produce).Select(kind => kind.Code)];
        var leavesOn = LeavesOn;
        return (await LotsAsync(db, lot => kinds.Contains(lot.ProduceCode)), leavesOn);
    }

    /// <summary>The demands that such a run would find goods for.</summary>
    internal async Task<(IReadOnlyList<MatchDemand> Demands, DateOnly LeavesOn)> ReadDemandsAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        var leavesOn = LeavesOn;
        return (await DemandsAsync(db, leavesOn), leavesOn);
    }

    private async Task<MatchDraft[]> PlanAllAsync(string region, IReadOnlyList<MatchWeights> weightings)
    {
        var began = Stopwatch.GetTimestamp();
        var (lots, demands, leavesOn) = await ReadAsync(region);
        var read = Stopwatch.GetElapsedTime(began);
        return [.. weightings.Select(weights => Plan(MatchProblem.Of(leavesOn, lots, demands, weights, map).Value, read))];
    }

    /// <summary>
    /// What no plan can make sense of, such as a price that a new rate card does not cover, is left out and does not stop the others.
    /// </summary>
    private bool IsInOrder(string kind, Guid id, IReadOnlyList<Rejection> wrong)
    {
        if (wrong.Count > 0)
        {
            LogLeftOut(kind, id, wrong[0].Code);
        }

        return wrong.Count == 0;
    }

    private MatchDraft Plan(MatchProblem problem, TimeSpan read)
    {
        var began = Stopwatch.GetTimestamp();
        var graph = MatchGraph.Of(problem);
        var outcome = MatchRun.Solve(graph, solver, TimeSpan.FromSeconds(options.Value.LimitSeconds));
        return new(
            Guid.CreateVersion7(),
            problem,
            outcome,
            graph.Arcs.Length,
            (int)(read + Stopwatch.GetElapsedTime(began)).TotalMilliseconds
        );
    }

    private async Task<IReadOnlyList<MatchLot>> LotsAsync(MarketDb db, Expression<Func<Lot, bool>> which)
    {
        var lots = await db.MatchableLots(Today).Where(which).Take(MatchProblem.MaxLots).ToListAsync();
        var terms = await db.Set<BulkTerms>()
            .AsNoTracking()
            .Where(row => db.MatchableLots(Today).Where(which).Any(lot => lot.Id == row.LotId))
            .ToDictionaryAsync(row => row.LotId);
        var proposed = await db.ProposedAsync();
        var unsold = await UnsoldAsync(db, lots);
        return
        [
            .. lots.Select(lot =>
                    (terms.GetValueOrDefault(lot.Id) ?? BulkTerms.Usual(lot)).ToMatch(
                        lot,
                        proposed.GetValueOrDefault(lot.Id),
                        unsold[lot.Id],
                        Today
                    )
                )
                .OfType<MatchLot>()
                .Where(lot => IsInOrder("lot", lot.Id, MatchInput.Check(lot, map))),
        ];
    }

    /// <summary>What the forecast expects to be left of each lot; forecast now where the watch has not come to it yet.</summary>
    private async Task<IReadOnlyDictionary<Guid, long>> UnsoldAsync(MarketDb db, List<Lot> lots)
    {
        var known = forecasts.Known.ToDictionary(outlook => outlook.Lot.Id, outlook => outlook.Forecast.ExpectedGrams);
        foreach (var outlook in await forecasts.ForAsync(db, lots.FindAll(lot => !known.ContainsKey(lot.Id))))
        {
            known[outlook.Lot.Id] = outlook.Forecast.ExpectedGrams;
        }

        return known;
    }

    private async Task<IReadOnlyList<MatchDemand>> DemandsAsync(MarketDb db, DateOnly leavesOn)
    {
        var demands = await db.Set<Demand>()
            .AsNoTracking()
            .Where(demand =>
                demand.Status == DemandStatus.Open && demand.Terms.To >= leavesOn && db.Institutions().Contains(demand.InstitutionId)
            )
            .OrderBy(demand => demand.Terms.To)
            .ThenBy(demand => demand.Id)
            .Take(MatchProblem.MaxDemands)
            .ToListAsync();
        var taken = await db.TakenAsync(demands.ConvertAll(demand => demand.Id));
        return
        [
            .. demands
                .Select(demand => demand.ToMatch(taken.GetValueOrDefault(demand.Id).Grams, leavesOn))
                .OfType<MatchDemand>()
                .Where(demand => IsInOrder("demand", demand.Id, MatchInput.Check(demand, leavesOn, map))),
        ];
    }

    [LoggerMessage(LogLevel.Warning, "The {Kind} {Id} takes no part in this run: {Code}.")]
    private partial void LogLeftOut(string kind, Guid id, string code);
}
