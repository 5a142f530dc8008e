using AgriMarket.Domain.Logistics;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Shop.Destinations;

/// <summary>
/// Where whoever looks has things sent: to the place that the member chose, on whatever device, else to the place chosen in this browser,
/// else to where the member last had something sent.
/// </summary>
public sealed class VisitorDestination(
    Reader reader,
    OrderReads orders,
    MemberDestinations destinations,
    RegionCatalogue regions,
    AuthenticationStateProvider authentication
)
{
    private Task<string?>? known;

    /// <summary>Region code of a full address; null where nobody has said one.</summary>
    public Task<string?> FindAsync() => known ??= ReadAsync();

    private async Task<string?> ReadAsync()
    {
        if ((await authentication.GetAuthenticationStateAsync()).User.MemberId() is not { } memberId)
        {
            return reader.Destination;
        }

        if (await destinations.FindAsync(memberId) is { } kept && regions.IsLeaf(kept))
        {
            return kept;
        }

        if (reader.Destination is { } chosen)
        {
            await destinations.AdoptAsync(memberId, chosen);
            return chosen;
        }

        var last = await orders.LastAddressAsync(memberId);
        return last is not null && regions.IsLeaf(last.RegionCode) ? last.RegionCode : null;
    }
}
