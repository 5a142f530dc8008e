using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Api;
using AgriMarket.Web.Matching.BulkSelling;
using AgriMarket.Web.Matching.Proposals;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.Matching.ProposalApi;

/// <summary>Proposals for programs of both sides, and the terms on which farmers' lots are proposed.</summary>
internal static class ProposalEndpoints
{
    public const int MaxPageSize = 100;

    private const string Institution = "institution";
    private const string Farmer = "farmer";

    public static void MapProposals(this RouteGroupBuilder api)
    {
        var proposals = api.MapGroup("/proposals").WithTags("proposals").RequireAuthorization(Policies.Member);
        proposals
            .MapGet("", ListAsync)
            .WithSummary("Proposals to you, the newest first: as an institution, or with lots of yours as a farmer.");
        proposals
            .MapGet("/{id:guid}", FindAsync)
            .WithSummary("A proposal to you, and why it was made; officials read those of their region.");
        proposals
            .MapPost("/{id:guid}/answer", AnswerAsync)
            .WithSummary("Accept or refuse: some of your lots as a farmer, the whole as the institution.");
        var terms = api.MapGroup("/lots/{id:guid}/bulk-terms").WithTags("lots").RequireAuthorization(Policies.Seller);
        terms.MapGet("", FindTermsAsync).WithSummary("On what terms a lot of yours is proposed to institutions.");
        terms.MapPut("", SaveTermsAsync).WithSummary("Other terms from the next run on.");
    }

    private static async Task<Results<Ok<ProposalsResponse>, Refused>> ListAsync(
        ClaimsPrincipal member,
        ProposalReads reads,
        [Description("institution (as without it) or farmer.")] string? role,
        [Description("open, ordered, refused, lapsed or withdrawn.")] string? status,
        [Description("The next of the page before.")] string? cursor,
        [Description("From 1 to 100; 20 without it.")] int? pageSize
    )
    {
        var (size, after, wanted) = (pageSize ?? ProposalReads.PageSize, cursor is null ? null : OrderCursor.Read(cursor), Word(status));
        List<Rejection> wrong =
        [
            .. Unreadable(nameof(role), role is not (null or Institution or Farmer)),
            .. Unreadable(nameof(status), status is not null && wanted is null),
            .. Unreadable(nameof(pageSize), size is < 1 or > MaxPageSize),
            .. cursor is not null && after is null ? [new Rejection("proposal.cursor", nameof(cursor))] : Array.Empty<Rejection>(),
        ];
        if (wrong.Count > 0)
        {
            return new Refused(wrong);
        }

        var (stretch, next) = await reads.StretchAsync(member.RequireMemberId(), role is Farmer, wanted, after, size);
        return TypedResults.Ok(new ProposalsResponse([.. stretch.Select(ListedProposalResponse.Of)], next?.Text));
    }

    private static async Task<Results<Ok<ProposalViewResponse>, Refused>> FindAsync(Guid id, ClaimsPrincipal member, ProposalReads reads) =>
        await reads.FindAsync(id, member.RequireMemberId()) is { } view
            ? TypedResults.Ok(ProposalViewResponse.Of(view))
            : new Refused(new Rejection("proposal.unknown"));

    private static async Task<Results<Ok<ProposalViewResponse>, Refused>> AnswerAsync(
        Guid id,
        AnswerRequest request,
        ClaimsPrincipal member,
        ProposalService proposals,
        ProposalReads reads
    )
    {
        var memberId = member.RequireMemberId();
        var answered = request.LotIds is { } lotIds
            ? await proposals.AnswerByFarmerAsync(id, memberId, [.. lotIds], request.Accept)
            : await proposals.AnswerByInstitutionAsync(id, memberId, request.Accept);
        return answered.IsOk ? await FindAsync(id, member, reads) : new Refused(answered.Rejections);
    }

    private static async Task<Results<Ok<BulkTermsResponse>, Refused>> FindTermsAsync(
        Guid id,
        ClaimsPrincipal farmer,
        BulkTermsService terms
    ) =>
        await terms.FindAsync(id, farmer.RequireMemberId()) is { } found
            ? TypedResults.Ok(BulkTermsResponse.Of(found.Terms ?? found.Usual))
            : new Refused(new Rejection("lot.unknown"));

    private static async Task<Results<Ok<BulkTermsResponse>, Refused>> SaveTermsAsync(
        Guid id,
        BulkTermsResponse wanted,
        ClaimsPrincipal farmer,
        BulkTermsService terms
    ) => (await terms.SaveAsync(farmer.RequireMemberId(), wanted.For(id))).Answer(_ => wanted);

    /// <summary>A status as it is written in answers; null for what is none.</summary>
    private static ProposalStatus? Word(string? word) =>
        Enum.GetValues<ProposalStatus>()
            .Cast<ProposalStatus?>()
            .FirstOrDefault(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!) == word);

    private static IEnumerable<Rejection> Unreadable(string field, bool isUnreadable) =>
        isUnreadable ? [new Rejection("proposal.filter", field, MaxPageSize)] : [];
}
