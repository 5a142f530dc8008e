using AgriMarket.Domain.Logistics;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Shop.Destinations;

/// <summary>
/// Where whoever looks has things sent: to the place chosen in this browser, else to where the member last had something sent, from
/// whatever browser that was.
/// </summary>
public sealed class VisitorDestination(
    Reader reader,
    OrderReads orders,
    RegionCatalogue regions,
    AuthenticationStateProvider authentication
)
{
    private Task<string?>? known;

    /// <summary>Region code of a full address; null where nobody has said one.</summary>
    public Task<string?> FindAsync() => known ??= reader.Destination is { } chosen ? Task.FromResult<string?>(chosen) : LastAsync();

    private async Task<string?> LastAsync()
    {
        var member = (await authentication.GetAuthenticationStateAsync()).User.MemberId();
        var last = member is { } id ? await orders.LastAddressAsync(id) : null;
        return last is not null && regions.IsLeaf(last.RegionCode) ? last.RegionCode : null;
    }
}
