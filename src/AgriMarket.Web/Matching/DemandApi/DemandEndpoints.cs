using System.ComponentModel;
using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Platform.Api;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.Matching.DemandApi;

/// <summary>Demands for programs of institutions.</summary>
internal static class DemandEndpoints
{
    public static void MapDemands(this RouteGroupBuilder api)
    {
        var demands = api.MapGroup("/demands").WithTags("demands").RequireAuthorization(Policies.Institution);
        demands.MapGet("", ListAsync).WithSummary("Your own demands, those that are not over first, the newest first.");
        demands.MapPost("", PostAsync).WithSummary("Post a demand: the next run looks for goods for it.");
        demands.MapGet("/{id:guid}", FindAsync).WithSummary("A demand of your own.");
        demands
            .MapPut("/{id:guid}", EditAsync)
            .WithSummary("Give a demand other terms: what is proposed and not answered is withdrawn, orders stay.");
        demands.MapPost("/{id:guid}/pause", PauseAsync).WithSummary("Let nothing be proposed for the time being.");
        demands.MapPost("/{id:guid}/resume", ResumeAsync).WithSummary("Take a paused demand up again.");
        demands.MapPost("/{id:guid}/withdraw", WithdrawAsync).WithSummary("Take a demand back for good; what is ordered stays ordered.");
    }

    private static async Task<Results<Ok<DemandsResponse>, Refused>> ListAsync(
        ClaimsPrincipal institution,
        DemandReads demands,
        [Description("From 1; one beyond the last is the last.")] int? page,
        [Description("From 1 to 100; 20 without it.")] int? pageSize
    )
    {
        var size = pageSize ?? DemandReads.PageSize;
        if (size is < 1 or > DemandReads.MaxPageSize)
        {
            return new Refused(new Rejection("demand.filter", nameof(pageSize), DemandReads.MaxPageSize));
        }

        var shown = await demands.ListAsync(institution.RequireMemberId(), page, size);
        return TypedResults.Ok(new DemandsResponse([.. shown.Items.Select(DemandResponse.Of)], shown.Number, shown.Pages));
    }

    private static async Task<Results<Created<DemandResponse>, Refused>> PostAsync(
        DemandRequest request,
        ClaimsPrincipal institution,
        DemandService service,
        DemandReads demands
    )
    {
        var memberId = institution.RequireMemberId();
        var posted = await service.PostAsync(request.Id, memberId, request.Wanted.Terms);
        return posted.IsOk
            ? TypedResults.Created(
                $"{ApiModule.Path}/demands/{posted.Value}",
                DemandResponse.Of((await demands.FindAsync(posted.Value, memberId))!)
            )
            : new Refused(posted.Rejections);
    }

    private static async Task<Results<Ok<DemandResponse>, Refused>> FindAsync(Guid id, ClaimsPrincipal institution, DemandReads demands) =>
        await demands.FindAsync(id, institution.RequireMemberId()) is { } view
            ? TypedResults.Ok(DemandResponse.Of(view))
            : new Refused(new Rejection("demand.unknown"));

    private static async Task<Results<Ok<DemandResponse>, Refused>> EditAsync(
        Guid id,
        DemandChange change,
        ClaimsPrincipal institution,
        DemandService service,
        DemandReads demands
    )
    {
        var edited = await service.EditAsync(id, institution.RequireMemberId(), change.Version, change.Wanted.Terms);
        return edited.IsOk ? await FindAsync(id, institution, demands) : new Refused(edited.Rejections);
    }

    private static Task<Results<Ok<DemandResponse>, Refused>> PauseAsync(
        Guid id,
        ClaimsPrincipal institution,
        DemandService service,
        DemandReads demands
    ) => MoveAsync(id, DemandAction.Pause, institution, service, demands);

    private static Task<Results<Ok<DemandResponse>, Refused>> ResumeAsync(
        Guid id,
        ClaimsPrincipal institution,
        DemandService service,
        DemandReads demands
    ) => MoveAsync(id, DemandAction.Resume, institution, service, demands);

    private static Task<Results<Ok<DemandResponse>, Refused>> WithdrawAsync(
        Guid id,
        ClaimsPrincipal institution,
        DemandService service,
        DemandReads demands
    ) => MoveAsync(id, DemandAction.Withdraw, institution, service, demands);

    private static async Task<Results<Ok<DemandResponse>, Refused>> MoveAsync(
        Guid id,
        DemandAction action,
        ClaimsPrincipal institution,
        DemandService service,
        DemandReads demands
    )
    {
        var moved = await service.MoveAsync(id, institution.RequireMemberId(), action);
        return moved.IsOk ? await FindAsync(id, institution, demands) : new Refused(moved.Rejections);
    }
}
