using AgriMarket.Domain.Logistics;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Shop.Addresses;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AgriMarket.Web.Shop.Destinations;

/// <summary>The form post that keeps a place: in the browser, and with the member for their other devices.</summary>
internal static class DestinationEndpoints
{
    public static void MapDestinations(this WebApplication app) =>
        app.MapPost(ShopAddresses.ChooseDestination, ChooseAsync).AllowAnonymous();

    private static async Task<RedirectHttpResult> ChooseAsync(
        HttpContext context,
        RegionCatalogue regions,
        MemberDestinations destinations,
        [FromForm] string to,
        [FromForm] string? returnTo
    )
    {
        if (regions.IsLeaf(to))
        {
            ReaderCookies.Keep(context, ReaderCookies.DestinationName, to);
            if (context.User.MemberId() is { } memberId)
            {
                await destinations.KeepAsync(memberId, to);
            }
        }

        return TypedResults.LocalRedirect(LocalAddress.Of(returnTo));
    }
}
