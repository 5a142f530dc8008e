namespace AgriMarket.Web.Orders.Pages;

/// <summary>What a farmer has typed about one parcel. Public and with setters because it outlives the circuit as JSON.</summary>
public sealed class ShipForm
{
    /// <summary>The choice that asks for a name.</summary>
    public const string Other = "other";

    /// <summary>Carriers that most parcels in China travel with; the resources hold their names.</summary>
    public static readonly IReadOnlyList<string> Carriers =
        ["china-post", "ems", "sf", "zto", "yto", "sto", "yunda", "jt", "jd", "deppon"];

    /// <summary>One of <see cref="Carriers"/>, <see cref="Other"/>, or nothing yet.</summary>
    public string Carrier { get; set; } = "";

    public string OtherCarrier { get; set; } = "";

    public string TrackingNumber { get; set; } = "";
}
