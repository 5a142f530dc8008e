using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.OrderViews;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;

namespace AgriMarket.Web.Farm.Shipping;

/// <summary>The parcels a farmer has to ship; new ones appear as soon as they are paid for.</summary>
public sealed partial class FarmOrdersPage
{
    private PageOf<FarmParcel>? parcels;
    private string? lastCarrier;
    private Guid farmerId;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "page")]
    private string? Number { get; set; }

    [Inject]
    private FarmOrderReads Reads { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        farmerId = (await Authentication).User.RequireMemberId();
        Follow(MemberTopics.Farmer(farmerId));
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        lastCarrier = await Reads.LastCarrierAsync(farmerId);
        parcels = await Reads.ToShipAsync(farmerId, QueryValue.Page(Number));
    }

    private async Task ShippedAsync(FarmParcel parcel)
    {
        Snackbar.Add(Reader.Fill(T["Shipped.Noted"], parcel.ShipTo.Name), Severity.Success);
        await ReadAsync();
    }

    private async Task RefundedAsync(Refund refund)
    {
        Snackbar.Add(Reader.Fill(T["GivenBack"], refund.BuyerFen), Severity.Success);
        await ReadAsync();
    }

    private async Task PrintAsync() => await Browser.InvokeVoidAsync("print");
}
