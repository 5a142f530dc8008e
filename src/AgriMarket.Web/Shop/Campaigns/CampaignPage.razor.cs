using System.Globalization;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shop.Destinations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Shop.Campaigns;

/// <summary>The public page of a campaign; its official sees it as a draft too.</summary>
public sealed partial class CampaignPage(CampaignReads campaigns, VisitorDestination destination, NavigationManager navigation)
{
    private CampaignView? view;
    private string? place;

    [Parameter]
    public Guid Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        place = await destination.FindAsync();
        view = await campaigns.FindAsync(Id, (await Authentication).User.MemberId(), place);
        if (view is null)
        {
            navigation.NotFound();
        }
    }

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
