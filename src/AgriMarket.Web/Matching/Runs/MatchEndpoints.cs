using System.ComponentModel;
using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Platform.Api;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.Matching.Runs;

/// <summary>A run to plan and publish at once.</summary>
internal sealed record RunRequest(
    [property: Description("Made by the caller; a replay returns the same run.")] Guid Id,
    [property: Description("How much each aim counts; the operator's without them.")] MatchWeights? Weights = null
);

/// <summary>What became of a run's proposals that have come to one status.</summary>
internal sealed record OutcomeResponse(ProposalStatus Status, int Proposals, long Grams);

/// <summary>A published run as programs get it.</summary>
internal sealed record RunResponse(
    Guid Id,
    DateTime At,
    RunTrigger Trigger,
    [property: Description("The official's name; null for a run that nobody started.")] string? By,
    MatchWeights Weights,
    int Lots,
    int Demands,
    int Consignments,
    [property: Description("Consignments that no longer fitted when their turn came.")] int NotProposed,
    long Grams,
    [property: Description("Of what was expected to spoil.")] long SavedGrams,
    long IncomeFen,
    long FreightFen,
    [property: Description("From listed counties.")] long ListedGrams,
    int LotsUsed,
    [property: Description("How far below the bound the plan is, in millionths; null when no bound is known.")] long? GapPerMillion,
    [property: Description("More may have been possible with more time.")] bool IsBestSoFar,
    int Milliseconds,
    IReadOnlyList<OutcomeResponse> Outcomes
)
{
    public static RunResponse Of(RunView view)
    {
        var run = view.Run;
        return new(
            run.Id,
            run.At,
            run.Trigger,
            view.By,
            run.Weights,
            run.Lots,
            run.Demands,
            run.Consignments,
            view.NotProposed,
            run.Grams,
            run.SavedGrams,
            run.IncomeFen,
            run.FreightFen,
            run.ListedGrams,
            run.LotsUsed,
            run.GapPerMillion,
            run.IsBestSoFar,
            run.Milliseconds,
            [.. view.Outcomes.Select(outcome => new OutcomeResponse(outcome.Status, outcome.Proposals, outcome.Grams))]
        );
    }
}

/// <summary>A page of runs.</summary>
internal sealed record RunsResponse(IReadOnlyList<RunResponse> Items, int Page, int Pages);

/// <summary>Runs of the matching for the programs of officials.</summary>
internal static class MatchEndpoints
{
    public const int MaxPageSize = 100;

    public static void MapMatching(this RouteGroupBuilder api)
    {
        var runs = api.MapGroup("/match-runs").WithTags("matching").RequireAuthorization(Policies.Official);
        runs.MapPost("", RunAsync)
            .WithSummary(
                "Plan what there is to match now with lots of your region and ask farmers and institutions about it. Nothing is taken "
                    + "from anybody who does not accept."
            );
        runs.MapGet("", ListAsync).WithSummary("Runs of your region and what became of their proposals, latest first.");
    }

    private static async Task<Results<Ok<RunResponse>, Refused>> RunAsync(
        RunRequest request,
        ClaimsPrincipal official,
        MatchService matching,
        MatchReads reads
    )
    {
        var run = await matching.RunAsync(request.Id, official.RequireMemberId(), request.Weights);
        return run.IsOk ? TypedResults.Ok(RunResponse.Of(await reads.ViewAsync(run.Value))) : new Refused(run.Rejections);
    }

    private static async Task<Results<Ok<RunsResponse>, Refused>> ListAsync(
        ClaimsPrincipal official,
        MatchReads reads,
        [Description("From 1; one beyond the last is the last.")] int? page,
        [Description("From 1 to 100; 20 without it.")] int? pageSize
    )
    {
        var size = pageSize ?? MatchReads.PageSize;
        if (size is < 1 or > MaxPageSize)
        {
            return new Refused(new Rejection("match.filter", nameof(pageSize), MaxPageSize));
        }

        var runs = await reads.RunsAsync(page, official.RequireMemberId(), size);
        return TypedResults.Ok(new RunsResponse([.. runs.Items.Select(RunResponse.Of)], runs.Number, runs.Pages));
    }
}
