using AgriMarket.Domain.Deliveries;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Trade.OrderViews;

/// <summary>
/// Carriers in the reader's language. A parcel keeps a carrier's code, or, for a carrier that has none here, the name its farmer
/// typed.
/// </summary>
internal sealed class CarrierNames(IStringLocalizer<FarmOrderText> text)
{
    /// <summary>Carriers that most parcels in China travel with.</summary>
    public static readonly IReadOnlyList<string> Codes = [.. Carrier.All.Select(carrier => carrier.Code)];

    /// <summary>The name of a carrier that <see cref="AgriMarket.Domain.Orders.Parcel.Carrier"/> keeps.</summary>
    public string Of(string carrier) => Codes.Contains(carrier) ? text[$"Carrier.{carrier}"] : carrier;
}
