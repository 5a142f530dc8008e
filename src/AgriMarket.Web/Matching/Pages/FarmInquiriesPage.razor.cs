using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Platform.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Matching.Pages;

/// <summary>Where a farmer is asked for prices, and names them.</summary>
public sealed partial class FarmInquiriesPage(InquiryReads reads)
{
    private PageOf<InquiryView>? inquiries;
    private Guid farmerId;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "page")]
    private int? Number { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        farmerId = (await Authentication).User.RequireMemberId();
        Follow(LiveTopics.Farmer(farmerId));
        await ReadAsync();
    }

    protected override async Task ReadAsync() => inquiries = await reads.OfFarmerAsync(farmerId, Number);
}
