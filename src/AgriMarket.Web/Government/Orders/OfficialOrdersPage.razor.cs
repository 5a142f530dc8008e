using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Government.Orders;

/// <summary>Where those in office find an order by its number, and see what was refunded of all of them.</summary>
public sealed partial class OfficialOrdersPage(OfficialOrderReads orders, NavigationManager navigation)
{
    private PageOf<SignedRefund> refunds = PageOf<SignedRefund>.Empty;
    private IReadOnlyList<Guid> found = [];

    [SupplyParameterFromQuery]
    private string? Number { get; set; }

    [SupplyParameterFromQuery]
    private string? Page { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    private bool IsAsked => !string.IsNullOrWhiteSpace(Number);

    protected override async Task OnInitializedAsync()
    {
        var memberId = (await Authentication).User.RequireMemberId();
        found = await orders.FindNumberAsync(Number, memberId);
        refunds = await orders.RefundsAsync(QueryValue.Page(Page), memberId);
        if (found is [var only])
        {
            navigation.NavigateTo(GovernmentAddresses.Order(only));
        }
    }
}
