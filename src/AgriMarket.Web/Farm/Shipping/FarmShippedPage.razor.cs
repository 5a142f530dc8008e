using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.OrderViews;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Farm.Shipping;

/// <summary>What a farmer has sent, where it is, and the way to give money back for what arrived spoilt or short.</summary>
public sealed partial class FarmShippedPage(FarmOrderReads reads, ISnackbar snackbar)
{
    private PageOf<FarmParcel>? parcels;
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

    protected override async Task ReadAsync() => parcels = await reads.ShippedAsync(farmerId, QueryValue.Page(Number));

    private async Task RefundedAsync(Refund refund)
    {
        snackbar.Add(Reader.Fill(T["GivenBack"], refund.BuyerFen), Severity.Success);
        await ReadAsync();
    }
}
