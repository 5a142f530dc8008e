using System.ComponentModel;
using System.Security.Claims;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Api;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.Matching.Shortfalls;

/// <summary>A lot that brings less than was promised. The same body is looked at and said.</summary>
internal sealed record ShortfallRequest(
    [property: Description("Made by the caller: the shortfall's id.")] Guid Id,
    [property: Description("How much of what is promised and not sent you can still send: whole sale units, less than is promised.")]
        long LeftGrams,
    [property: Description("Why; every buyer whose part is cut reads it.")] string Note,
    [property: Description("The sum of the promises that you saw. When the market's own differs, it rejects with shortfall.changed.")]
        long? PromisedGrams = null
)
{
    public ShortfallIntent Of(Guid lotId, Guid farmerId) => new(Id, lotId, farmerId, LeftGrams, Note, PromisedGrams);
}

/// <summary>Who gets how much of a lot that brings less than was promised.</summary>
internal sealed record ShortfallResponse(
    Guid Id,
    Guid LotId,
    DateTime At,
    [property: Description(
        "proportional: everybody the same part of what was promised; maxMin: everybody the same weight, small orders are filled first."
    )]
        RationRule Rule,
    long PromisedGrams,
    long LeftGrams,
    IReadOnlyList<ShortfallClaimResponse> Claims
)
{
    public static ShortfallResponse Of(ShortfallView view)
    {
        var shortfall = view.Shortfall;
        return new(
            shortfall.Id,
            shortfall.LotId,
            shortfall.At,
            shortfall.Rule,
            shortfall.PromisedGrams,
            shortfall.LeftGrams,
            [.. view.Claims.Select(claim => ShortfallClaimResponse.Of(claim, view.Orders[claim.OrderId]))]
        );
    }
}

/// <summary>One order's part.</summary>
internal sealed record ShortfallClaimResponse(
    Guid OrderId,
    string Number,
    OrderStatus OrderStatus,
    long PromisedGrams,
    long GivenGrams,
    [property: Description("What was refunded of it; null while that is open: an unpaid order's part is cut once it is paid.")]
        long? CutGrams
)
{
    public static ShortfallClaimResponse Of(ShortfallClaim claim, OrderStatus status) =>
        new(claim.OrderId, Order.NumberOf(claim.OrderId), status, claim.PromisedGrams, claim.GivenGrams, claim.CutGrams);
}

/// <summary>Shortfalls for programs of sellers.</summary>
internal static class ShortfallEndpoints
{
    public static void MapShortfalls(this RouteGroupBuilder api)
    {
        var shortfalls = api.MapGroup("/lots/{id:guid}/shortfalls").WithTags("lots").RequireAuthorization(Policies.Seller);
        shortfalls
            .MapPost("", SayAsync)
            .WithSummary(
                "Say that a lot of yours brings less than was promised: it goes off sale, the published rule shares out what "
                    + "is left, and every buyer gets the difference back."
            );
        shortfalls.MapPost("/preview", PreviewAsync).WithSummary("Who would get how much. Nothing is changed.");
    }

    private static async Task<Results<Ok<ShortfallResponse>, Refused>> SayAsync(
        Guid id,
        ShortfallRequest request,
        ClaimsPrincipal farmer,
        ShortfallService shortfalls
    ) => (await shortfalls.SayAsync(request.Of(id, farmer.RequireMemberId()))).Answer(ShortfallResponse.Of);

    private static async Task<Results<Ok<ShortfallResponse>, Refused>> PreviewAsync(
        Guid id,
        ShortfallRequest request,
        ClaimsPrincipal farmer,
        ShortfallService shortfalls
    ) => (await shortfalls.PreviewAsync(request.Of(id, farmer.RequireMemberId()))).Answer(ShortfallResponse.Of);
}
