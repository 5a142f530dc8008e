using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.Orders;
using AgriMarket.Web.Trade.OrderViews;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Farm.Shipping;

/// <summary>What to pack, whom for, and with which carrier it went.</summary>
public sealed partial class ToShipCard
{
    private IReadOnlyList<Rejection> rejections = [];
    private bool isShipping;

    [Parameter, EditorRequired]
    public required FarmParcel Shown { get; set; }

    /// <summary>The choice already filled in: the one this farmer used last.</summary>
    [Parameter]
    public string? LastCarrier { get; set; }

    /// <summary>Called once the parcel is on its way.</summary>
    [Parameter]
    public EventCallback OnShipped { get; set; }

    /// <summary>Called with what the buyer got back for what cannot be sent.</summary>
    [Parameter]
    public EventCallback<Refund> OnRefunded { get; set; }

    /// <summary>What was typed; it outlives the circuit.</summary>
    [PersistentState]
    public ShipForm? Form { get; set; }

    [Inject]
    private OrderService Orders { get; set; } = null!;

    /// <summary>It goes by truck, not with a parcel service.</summary>
    private bool IsBulk => Shown.Parcel.Service == FreightService.Bulk;

    private bool IsWrong => rejections.Any(rejection => rejection.Field == nameof(Parcel.Carrier));

    protected override void OnInitialized() => Form ??= Start();

    private ShipForm Start()
    {
        if (LastCarrier is null)
        {
            return new();
        }

        return CarrierNames.Codes.Contains(LastCarrier)
            ? new() { Carrier = LastCarrier }
            : new() { Carrier = ShipForm.Other, OtherCarrier = LastCarrier };
    }

    private async Task ShipAsync()
    {
        if (isShipping)
        {
            return;
        }

        isShipping = true;
        var carrier = Form!.Carrier == ShipForm.Other ? Form.OtherCarrier : Form.Carrier;
        var shipped = await Orders.ShipAsync(Shown.Parcel.Id, Shown.Parcel.FarmerId, carrier, Form.TrackingNumber);
        (isShipping, rejections) = (false, shipped.Rejections);
        if (shipped.IsOk)
        {
            await OnShipped.InvokeAsync();
        }
    }

    /// <summary>An id for an input of this card among many.</summary>
    private string Id(string name) => $"{name}-{Shown.Parcel.Id}";
}
