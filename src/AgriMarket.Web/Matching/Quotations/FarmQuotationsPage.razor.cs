using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Matching.Quotations;

/// <summary>Where a farmer is asked for prices, and names them.</summary>
public sealed partial class FarmQuotationsPage(QuotationReads reads)
{
    private PageOf<QuotationRequestView>? requests;
    private Guid farmerId;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "page")]
    private string? Number { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        farmerId = (await Authentication).User.RequireMemberId();
        Follow(MemberTopics.Farmer(farmerId));
        await ReadAsync();
    }

    protected override async Task ReadAsync() => requests = await reads.OfFarmerAsync(farmerId, QueryValue.Page(Number));
}
