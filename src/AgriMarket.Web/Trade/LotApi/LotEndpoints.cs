using System.Collections.Frozen;
using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Api;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Trade.LotLists;
using AgriMarket.Web.Trade.Lots;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.Trade.LotApi;

/// <summary>Lots for programs: what the shop window and the farmer's pages show and do. <c>Farm/Listing</c> puts them on sale.</summary>
internal static class LotEndpoints
{
    public const int MaxPageSize = 100;

    private static readonly FrozenDictionary<string, ProduceCategory> Categories = Enum.GetValues<ProduceCategory>()
        .ToFrozenDictionary(category => JsonNamingPolicy.CamelCase.ConvertName(category.ToString()), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, ShopSort> Sorts = new Dictionary<string, ShopSort>
    {
        ["newest"] = ShopSort.Newest,
        ["price"] = ShopSort.Price,
        ["best-before"] = ShopSort.DaysLeft,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static void MapLots(this RouteGroupBuilder api)
    {
        var lots = api.MapGroup("/lots").WithTags("lots");
        lots.MapGet("", ListAsync).AllowAnonymous().WithSummary("Lots on sale, page by page; what is sold out keeps its place.");
        lots.MapGet("/{id:guid}", FindAsync).AllowAnonymous().WithSummary("One lot, on sale or not.");
        lots.MapPatch("/{id:guid}", ChangeAsync)
            .RequireAuthorization(Policies.Seller)
            .WithSummary("Take a lot of your own off sale, correct its stock, or change its price, dates and remark.");
    }

    private static async Task<Results<Ok<LotsResponse>, Refused>> ListAsync(
        LotReads lots,
        RegionCatalogue regions,
        [Description("Produce, place, farmer or remark, as people type it: 土豆, tudou, td, leishan.")] string? search,
        [Description("Region code of a county or of anything above it.")] string? county,
        [Description(
            "vegetable, tuber, edibleFungus, fruit, nuts, grain, tea, medicinalHerbs, eggs, livestockPoultry, aquatic or processed."
        )]
            string? category,
        [Description("Id of the campaign it is offered in.")] Guid? campaign,
        [Description("newest (as without it), price (for a kilogram, the lowest first) or best-before (the first to end first).")]
            string? sort,
        [Description("Region code of the place it goes to: only what is there by its best-before date.")] string? destination,
        [Description("The next of the page before.")] string? cursor,
        [Description("From 1 to 100; 24 without it.")] int? pageSize
    )
    {
        var filter = LotFilter.Parse(search, null, null, county, null, null, null) with
        {
            Category =
                category is null ? null
                : Categories.TryGetValue(category, out var wanted) ? wanted
                : null,
            Sort = sort is not null && Sorts.TryGetValue(sort, out var order) ? order : default,
            Destination = string.IsNullOrEmpty(destination) ? null : destination,
        };
        var after = cursor is null ? null : LotCursor.Read(cursor, filter.Sort);
        var size = pageSize ?? LotFilter.PageSize;
        List<Rejection> wrong =
        [
            .. Unreadable(nameof(county), filter.County is not null && regions.Find(filter.County) is null),
            .. Unreadable(nameof(destination), filter.Destination is not null && !regions.IsLeaf(filter.Destination)),
            .. Unreadable(nameof(category), category is not null && filter.Category is null),
            .. Unreadable(nameof(sort), sort is not null && !Sorts.ContainsKey(sort)),
            .. Unreadable(nameof(pageSize), size is < 1 or > MaxPageSize),
        ];
        if (wrong.Count == 0 && cursor is not null && after is null)
        {
            wrong.Add(new Rejection("lot.cursor", nameof(cursor)));
        }

        if (wrong.Count > 0)
        {
            return new Refused(wrong);
        }

        var list = await lots.ListAsync(filter, campaign, after, size);
        return TypedResults.Ok(new LotsResponse([.. list.Lots.Select(LotResponse.Of)], list.Next?.Text));
    }

    private static async Task<Results<Ok<LotResponse>, Refused>> FindAsync(Guid id, LotReads lots) =>
        await lots.FindAsync(id) is { } detail ? TypedResults.Ok(LotResponse.Of(detail.Shown)) : new Refused(new Rejection("lot.unknown"));

    private static async Task<Results<Ok<LotResponse>, Refused>> ChangeAsync(
        Guid id,
        LotChange change,
        ClaimsPrincipal farmer,
        LotService service,
        LotEditService edits,
        LotReads lots
    )
    {
        var farmerId = farmer.RequireMemberId();
        var changed = change switch
        {
            { Status: LotStatus.Closed, Adjustment: null, Edit: null } => await service.CloseAsync(id, farmerId),
            { Status: { } status, Adjustment: null, Edit: null } => await edits.PauseAsync(id, farmerId, status == LotStatus.Paused),
            { Status: null, Adjustment: { } correction, Edit: null } => await service.AdjustAsync(correction.Of(id, farmerId)),
            { Status: null, Adjustment: null, Edit: { } revision } => await lots.FindAsync(id) is { } detail
                ? await edits.EditAsync(revision.Of(detail.Shown.Lot, farmerId))
                : new Rejection("lot.unknown"),
            _ => new Rejection("lot.change"),
        };
        return changed.IsOk ? TypedResults.Ok(LotResponse.Of((await lots.FindAsync(id))!.Shown)) : new Refused(changed.Rejections);
    }

    private static IEnumerable<Rejection> Unreadable(string field, bool isUnreadable) =>
        isUnreadable ? [new Rejection("lot.filter", field, MaxPageSize)] : [];
}
