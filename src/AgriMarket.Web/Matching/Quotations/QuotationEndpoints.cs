using System.ComponentModel;
using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Quotations;
using AgriMarket.Platform.Api;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.Matching.Quotations;

/// <summary>Requests for quotations, for programs of both sides.</summary>
internal static class QuotationEndpoints
{
    public static void MapQuotations(this RouteGroupBuilder api)
    {
        var ofDemand = api.MapGroup("/demands/{id:guid}/quotations").WithTags("quotations").RequireAuthorization(Policies.Institution);
        ofDemand.MapGet("", OfDemandAsync).WithSummary("Whom you have asked for a price, and what they said, the newest round first.");
        ofDemand.MapPost("", AskAsync).WithSummary("Ask the farmers of some lots for their price.");
        var requests = api.MapGroup("/quotations").WithTags("quotations");
        requests
            .MapGet("", OfFarmerAsync)
            .RequireAuthorization(Policies.Seller)
            .WithSummary("What you are asked the price of, what waits for your answer first.");
        requests.MapPost("/{id:guid}/quote", QuoteAsync).RequireAuthorization(Policies.Seller).WithSummary("Name your price.");
        requests
            .MapPost("/{id:guid}/answer", AnswerAsync)
            .RequireAuthorization(Policies.Member)
            .WithSummary("Decline as the farmer; accept a price, or pass, as the institution. An accepted one is an order of the same id.");
    }

    private static async Task<Results<Ok<QuotationRequestsResponse>, Refused>> OfDemandAsync(
        Guid id,
        ClaimsPrincipal institution,
        QuotationReads reads
    ) =>
        await reads.OfDemandAsync(id, institution.RequireMemberId()) is { } shown
            ? TypedResults.Ok(
                new QuotationRequestsResponse([.. shown.Rounds.SelectMany(round => round.Requests).Select(QuotationRequestResponse.Of)], 1)
            )
            : new Refused(new Rejection("demand.unknown"));

    private static async Task<Results<Ok<QuotationRequestsResponse>, Refused>> AskAsync(
        Guid id,
        QuotationRoundRequest request,
        ClaimsPrincipal institution,
        QuotationService service,
        QuotationReads reads
    )
    {
        var memberId = institution.RequireMemberId();
        var asked = await service.AskAsync(new QuotationRound(request.Id, request.LotIds, request.Grams, request.Note ?? ""), id, memberId);
        return asked.IsOk
            ? TypedResults.Ok(
                new QuotationRequestsResponse(
                    [
                        .. (await reads.OfDemandAsync(id, memberId))!
                            .Rounds.Single(round => round.Id == request.Id)
                            .Requests.Select(QuotationRequestResponse.Of),
                    ],
                    1
                )
            )
            : new Refused(asked.Rejections);
    }

    private static async Task<Ok<QuotationRequestsResponse>> OfFarmerAsync(
        ClaimsPrincipal farmer,
        QuotationReads reads,
        [Description("From 1; 20 a page.")] int? page
    )
    {
        var shown = await reads.OfFarmerAsync(farmer.RequireMemberId(), page);
        return TypedResults.Ok(new QuotationRequestsResponse([.. shown.Items.Select(QuotationRequestResponse.Of)], shown.Pages));
    }

    private static async Task<Results<Ok<QuotationRequestResponse>, Refused>> QuoteAsync(
        Guid id,
        QuotationInput quote,
        ClaimsPrincipal farmer,
        QuotationService service,
        QuotationReads reads
    )
    {
        var farmerId = farmer.RequireMemberId();
        return await ShownAsync(
            id,
            farmerId,
            await service.QuoteAsync(id, farmerId, new Quotation(quote.Grams, quote.UnitPriceFen, quote.ValidHours)),
            reads
        );
    }

    private static async Task<Results<Ok<QuotationRequestResponse>, Refused>> AnswerAsync(
        Guid id,
        QuotationAnswer request,
        ClaimsPrincipal member,
        QuotationService service,
        QuotationReads reads
    )
    {
        var memberId = member.RequireMemberId();
        var answered = request.Answer switch
        {
            QuotationRequestAction.Decline => await service.DeclineAsync(id, memberId),
            QuotationRequestAction.Accept => await service.AcceptAsync(id, memberId),
            QuotationRequestAction.Pass => await service.PassAsync(id, memberId),
            _ => new Rejection("quotation.answer", nameof(request.Answer)),
        };
        return await ShownAsync(id, memberId, answered, reads);
    }

    private static async Task<Results<Ok<QuotationRequestResponse>, Refused>> ShownAsync(
        Guid id,
        Guid memberId,
        Result<Done> done,
        QuotationReads reads
    ) => done.IsOk ? TypedResults.Ok(QuotationRequestResponse.Of((await reads.FindAsync(id, memberId))!)) : new Refused(done.Rejections);
}

/// <summary>A request for quotations to several farmers.</summary>
internal sealed record QuotationRoundRequest(
    [property: Description("Made by the caller: the round's id.")] Guid Id,
    IReadOnlyList<Guid> LotIds,
    long Grams,
    string? Note = null
);

/// <summary>A farmer's price.</summary>
/// <param name="UnitPriceFen">For a sale unit, at the farm.</param>
internal sealed record QuotationInput(long Grams, long UnitPriceFen, int ValidHours);

/// <summary>What becomes of a request for quotation.</summary>
internal sealed record QuotationAnswer([property: Description("decline, accept or pass.")] QuotationRequestAction Answer);

internal sealed record QuotationRequestsResponse(IReadOnlyList<QuotationRequestResponse> Items, int Pages);

/// <summary>An request as either side sees it.</summary>
/// <param name="OpenUntil">Until when the farmer may answer; once they have, until when the institution may accept.</param>
/// <param name="Grams">What the farmer offers; null before they do.</param>
internal sealed record QuotationRequestResponse(
    Guid Id,
    Guid RoundId,
    Guid DemandId,
    Guid LotId,
    string FarmerName,
    string InstitutionName,
    string ProduceCode,
    string CountyCode,
    string PlaceCode,
    int DistanceKm,
    DateOnly ArrivesOn,
    QuotationRequestStatus Status,
    long AskedGrams,
    string Note,
    DateTime OpenUntil,
    long? Grams,
    long UnitGrams,
    long? UnitPriceFen,
    long? GoodsFen,
    long? FreightFen,
    long? DeliveredFenPerKg
)
{
    public static QuotationRequestResponse Of(QuotationRequestView view)
    {
        var request = view.Request;
        return new(
            request.Id,
            request.RoundId,
            request.DemandId,
            request.LotId,
            view.FarmerName,
            view.InstitutionName,
            request.ProduceCode,
            request.CountyCode,
            view.PlaceCode,
            request.DistanceKm,
            request.ArrivesOn,
            request.Status,
            request.AskedGrams,
            request.Note,
            request.OpenUntil,
            request.Grams,
            request.UnitGrams,
            request.UnitPriceFen,
            request.GoodsFen,
            request.FreightFen,
            request.DeliveredFenPerKg
        );
    }
}
