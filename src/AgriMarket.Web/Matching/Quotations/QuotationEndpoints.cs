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

/// <summary>Asking for prices, for programs of both sides.</summary>
internal static class QuotationEndpoints
{
    public static void MapInquiries(this RouteGroupBuilder api)
    {
        var ofDemand = api.MapGroup("/demands/{id:guid}/inquiries").WithTags("inquiries").RequireAuthorization(Policies.Institution);
        ofDemand.MapGet("", OfDemandAsync).WithSummary("Whom you have asked for a price, and what they said, the newest round first.");
        ofDemand.MapPost("", AskAsync).WithSummary("Ask the farmers of some lots for their price.");
        var inquiries = api.MapGroup("/inquiries").WithTags("inquiries");
        inquiries
            .MapGet("", OfFarmerAsync)
            .RequireAuthorization(Policies.Seller)
            .WithSummary("What you are asked the price of, what waits for your answer first.");
        inquiries.MapPost("/{id:guid}/quote", QuoteAsync).RequireAuthorization(Policies.Seller).WithSummary("Name your price.");
        inquiries
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
                new QuotationRequestsResponse([.. shown.Rounds.SelectMany(round => round.Inquiries).Select(QuotationRequestResponse.Of)], 1)
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
                            .Inquiries.Select(QuotationRequestResponse.Of),
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
            _ => new Rejection("inquiry.answer", nameof(request.Answer)),
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

/// <summary>A round of asking for prices.</summary>
internal sealed record QuotationRoundRequest(
    [property: Description("Made by the caller: the round's id.")] Guid Id,
    IReadOnlyList<Guid> LotIds,
    long Grams,
    string? Note
);

/// <summary>A farmer's price.</summary>
/// <param name="UnitPriceFen">For a sale unit, at the farm.</param>
internal sealed record QuotationInput(long Grams, long UnitPriceFen, int ValidHours);

/// <summary>What becomes of an inquiry.</summary>
internal sealed record QuotationAnswer([property: Description("decline, accept or pass.")] QuotationRequestAction Answer);

internal sealed record QuotationRequestsResponse(IReadOnlyList<QuotationRequestResponse> Items, int Pages);

/// <summary>An inquiry as either side sees it.</summary>
/// <param name="OpenUntil">Until when the farmer may answer; once he has, until when the institution may accept.</param>
/// <param name="Grams">What the farmer offers; null before he does.</param>
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
        var inquiry = view.Request;
        return new(
            inquiry.Id,
            inquiry.RoundId,
            inquiry.DemandId,
            inquiry.LotId,
            view.FarmerName,
            view.InstitutionName,
            inquiry.ProduceCode,
            inquiry.CountyCode,
            view.PlaceCode,
            inquiry.DistanceKm,
            inquiry.ArrivesOn,
            inquiry.Status,
            inquiry.AskedGrams,
            inquiry.Note,
            inquiry.OpenUntil,
            inquiry.Grams,
            inquiry.UnitGrams,
            inquiry.UnitPriceFen,
            inquiry.GoodsFen,
            inquiry.FreightFen,
            inquiry.DeliveredFenPerKg
        );
    }
}
