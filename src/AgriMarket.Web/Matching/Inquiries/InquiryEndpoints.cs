using System.ComponentModel;
using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.Matching;

/// <summary>Asking for prices, for programs of both sides.</summary>
internal static class InquiryEndpoints
{
    public static void MapInquiries(this RouteGroupBuilder api)
    {
        var ofDemand = api.MapGroup("/demands/{id:guid}/inquiries").WithTags("inquiries").RequireAuthorization(Policies.Institution);
        ofDemand.MapGet("", OfDemandAsync).WithSummary("Whom you have asked for a price, and what they said, the newest round first.");
        ofDemand.MapPost("", AskAsync).WithSummary("Ask the farmers of some lots for their price.");
        var inquiries = api.MapGroup("/inquiries").WithTags("inquiries");
        inquiries.MapGet("", OfFarmerAsync).RequireAuthorization(Policies.Seller).WithSummary("What you are asked the price of, what waits for your answer first.");
        inquiries.MapPost("/{id:guid}/quote", QuoteAsync).RequireAuthorization(Policies.Seller).WithSummary("Name your price.");
        inquiries.MapPost("/{id:guid}/answer", AnswerAsync).RequireAuthorization(Policies.Member)
            .WithSummary("Decline as the farmer; accept a price, or pass, as the institution. An accepted one is an order of the same id.");
    }

    private static async Task<Results<Ok<InquiriesAnswer>, Refused>> OfDemandAsync(Guid id, ClaimsPrincipal institution, InquiryReads reads) =>
        await reads.OfDemandAsync(id, institution.RequireMemberId()) is { } shown
            ? TypedResults.Ok(new InquiriesAnswer([.. shown.Rounds.SelectMany(round => round.Inquiries).Select(InquiryAnswer.Of)], 1))
            : new Refused(new Rejection("demand.unknown"));

    private static async Task<Results<Ok<InquiriesAnswer>, Refused>> AskAsync(Guid id, InquiryRequest request, ClaimsPrincipal institution, InquiryService service, InquiryReads reads)
    {
        var memberId = institution.RequireMemberId();
        var asked = await service.AskAsync(new InquiryRound(request.Id, request.LotIds, request.Grams, request.Note ?? ""), id, memberId);
        return asked.IsOk
            ? TypedResults.Ok(new InquiriesAnswer([.. (await reads.OfDemandAsync(id, memberId))!.Rounds.Single(round => round.Id == request.Id).Inquiries.Select(InquiryAnswer.Of)], 1))
            : new Refused(asked.Rejections);
    }

    private static async Task<Ok<InquiriesAnswer>> OfFarmerAsync(ClaimsPrincipal farmer, InquiryReads reads, [Description("From 1; 20 a page.")] int? page)
    {
        var shown = await reads.OfFarmerAsync(farmer.RequireMemberId(), page);
        return TypedResults.Ok(new InquiriesAnswer([.. shown.Items.Select(InquiryAnswer.Of)], shown.Pages));
    }

    private static async Task<Results<Ok<InquiryAnswer>, Refused>> QuoteAsync(Guid id, QuoteOfInquiry quote, ClaimsPrincipal farmer, InquiryService service, InquiryReads reads)
    {
        var farmerId = farmer.RequireMemberId();
        return await ShownAsync(id, farmerId, await service.QuoteAsync(id, farmerId, new InquiryQuote(quote.Grams, quote.UnitPriceFen, quote.ValidHours)), reads);
    }

    private static async Task<Results<Ok<InquiryAnswer>, Refused>> AnswerAsync(Guid id, AnswerToInquiry request, ClaimsPrincipal member, InquiryService service, InquiryReads reads)
    {
        var memberId = member.RequireMemberId();
        var answered = request.Answer switch
        {
            InquiryAction.Decline => await service.DeclineAsync(id, memberId),
            InquiryAction.Accept => await service.AcceptAsync(id, memberId),
            InquiryAction.Pass => await service.PassAsync(id, memberId),
            _ => new Rejection("inquiry.answer", nameof(request.Answer)),
        };
        return await ShownAsync(id, memberId, answered, reads);
    }

    private static async Task<Results<Ok<InquiryAnswer>, Refused>> ShownAsync(Guid id, Guid memberId, Result<Done> done, InquiryReads reads) =>
        done.IsOk ? TypedResults.Ok(InquiryAnswer.Of((await reads.FindAsync(id, memberId))!)) : new Refused(done.Rejections);
}

/// <summary>A round of asking for prices.</summary>
internal sealed record InquiryRequest([property: Description("Made by the caller: the round's id.")] Guid Id, IReadOnlyList<Guid> LotIds, long Grams, string? Note);

/// <summary>A farmer's price.</summary>
/// <param name="UnitPriceFen">For a sale unit, at the farm.</param>
internal sealed record QuoteOfInquiry(long Grams, long UnitPriceFen, int ValidHours);

/// <summary>What becomes of an inquiry.</summary>
internal sealed record AnswerToInquiry([property: Description("decline, accept or pass.")] InquiryAction Answer);

internal sealed record InquiriesAnswer(IReadOnlyList<InquiryAnswer> Items, int Pages);

/// <summary>An inquiry as either side sees it.</summary>
/// <param name="OpenUntil">Until when the farmer may answer; once he has, until when the institution may accept.</param>
/// <param name="Grams">What the farmer offers; null before he does.</param>
internal sealed record InquiryAnswer(
    Guid Id, Guid RoundId, Guid DemandId, Guid LotId, string FarmerName, string InstitutionName, string ProduceCode, string CountyCode, string PlaceCode, int DistanceKm, DateOnly ArrivesOn,
    InquiryStatus Status, long AskedGrams, string Note, DateTime OpenUntil, long? Grams, long UnitGrams, long? UnitPriceFen, long? GoodsFen, long? FreightFen, long? DeliveredFenPerKg)
{
    public static InquiryAnswer Of(InquiryView view)
    {
        var inquiry = view.Inquiry;
        return new(
            inquiry.Id, inquiry.RoundId, inquiry.DemandId, inquiry.LotId, view.FarmerName, view.InstitutionName, inquiry.ProduceCode, inquiry.CountyCode, view.PlaceCode, inquiry.DistanceKm,
            inquiry.ArrivesOn, inquiry.Status, inquiry.AskedGrams, inquiry.Note, inquiry.OpenUntil, inquiry.Grams, inquiry.UnitGrams, inquiry.UnitPriceFen, inquiry.GoodsFen, inquiry.FreightFen,
            inquiry.DeliveredFenPerKg);
    }
}
