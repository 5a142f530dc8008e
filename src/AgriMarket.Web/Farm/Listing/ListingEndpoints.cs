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
        api.MapPost("/lots", OfferAsync)
            .WithTags("lots")
            .RequireAuthorization(Policies.Seller)
            .WithSummary("Put a lot on sale; 202 where an office has to allow its price first.");

    private static async Task<Results<Created<LotResponse>, Accepted<LotAwaitsPrice>, Refused>> OfferAsync(
        LotOffer offer,
        ClaimsPrincipal farmer,
        ListingDefaults defaults,
        LotReads lots
    )
    {
        var listed = await defaults.OfferAsync(offer.By(farmer.RequireMemberId()), offer.PriceReason);
        if (!listed.IsOk)
        {
            return new Refused(listed.Rejections);
        }

        var (lotId, awaitsPrice) = listed.Value;
        return awaitsPrice
            ? TypedResults.Accepted((string?)null, new LotAwaitsPrice(lotId))
            : TypedResults.Created($"{ApiModule.Path}/lots/{lotId}", LotResponse.Of((await lots.FindAsync(lotId))!.Shown));
    }
}
