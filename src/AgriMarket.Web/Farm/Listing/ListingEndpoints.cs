using System.Security.Claims;
using AgriMarket.Platform.Api;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Trade.LotApi;
using AgriMarket.Web.Trade.LotLists;
using AgriMarket.Web.Trade.Lots;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.Farm.Listing;

/// <summary>Puts lots on sale for programs, under the name and with the defaults that the seller's pages use.</summary>
internal static class ListingEndpoints
{
    public static void MapListing(this RouteGroupBuilder api) =>
        api.MapPost("/lots", OfferAsync).WithTags("lots").RequireAuthorization(Policies.Seller).WithSummary("Put a lot on sale.");

    private static async Task<Results<Created<LotResponse>, Refused>> OfferAsync(
        LotOffer offer,
        ClaimsPrincipal farmer,
        ListingDefaults defaults,
        LotReads lots
    )
    {
        var listed = await defaults.ListAsync(offer.By(farmer.RequireMemberId()));
        return listed.IsOk
            ? TypedResults.Created($"{ApiModule.Path}/lots/{listed.Value}", LotResponse.Of((await lots.FindAsync(listed.Value))!.Shown))
            : new Refused(listed.Rejections);
    }
}
