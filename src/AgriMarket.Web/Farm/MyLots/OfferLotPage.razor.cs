using AgriMarket.Domain.Common;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Farm.MyLots;

/// <summary>Where a farmer asks the officials of the region to take a lot into a campaign.</summary>
public sealed partial class OfferLotPage(FarmLotReads lots, LotOffers offers, NavigationManager navigation)
{
    private FarmLot? shown;
    private Guid farmerId;
    private IReadOnlyList<Rejection> rejections = [];
    private bool isOffered;

    [Parameter]
    public Guid Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        farmerId = (await Authentication).User.RequireMemberId();
        shown = await lots.FindAsync(Id, farmerId);
        if (shown is null)
        {
            navigation.NotFound();
        }
    }

    private async Task OfferAsync()
    {
        rejections = (await offers.OfferAsync(Id, farmerId)).Rejections;
        isOffered = rejections.Count == 0;
    }
}
