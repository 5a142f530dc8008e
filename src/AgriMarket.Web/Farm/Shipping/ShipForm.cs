using AgriMarket.Web.Trade.OrderViews;

namespace AgriMarket.Web.Farm.Shipping;

/// <summary>What a farmer has typed about one parcel. Public and with setters because it outlives the circuit as JSON.</summary>
public sealed class ShipForm
{
    /// <summary>The choice that asks for a name.</summary>
    public const string Other = "other";

    /// <summary>One of <see cref="CarrierNames.Codes"/>, <see cref="Other"/>, or nothing yet.</summary>
    public string Carrier { get; set; } = "";

    public string OtherCarrier { get; set; } = "";

    public string TrackingNumber { get; set; } = "";
}
