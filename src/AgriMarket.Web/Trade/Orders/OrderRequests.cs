using System.ComponentModel;
using System.Text.Json.Serialization;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Orders;

namespace AgriMarket.Web.Trade.Orders;

/// <summary>
/// A weight of a lot. A value, so that no line of a request can be null; read by its constructor, so that none can lack a part.
/// </summary>
[method: JsonConstructor]
internal readonly record struct LineRequest(Guid LotId, long Grams)
{
    public static IReadOnlyList<WantedLine> Of(IReadOnlyList<LineRequest> lines) =>
        [.. lines.Select(line => new WantedLine(line.LotId, line.Grams))];
}

/// <summary>What a buyer wants. The same body is quoted and ordered.</summary>
internal sealed record OrderRequest(
    [property: Description("Made by the caller: the order's id.")] Guid Id,
    IReadOnlyList<LineRequest> Lines,
    Address ShipTo,
    [property: Description("The sum the buyer saw. When the market's own differs, the order is refused with quote.changed.")]
        long? ExpectedFen = null,
    [property: Description(
        "True: what may arrive past its best-before date (order.may-arrive-late) is wanted if it comes in time; its parcel then has so "
            + "many days for its way. False as without it."
    )]
        bool ForEarlierArrival = false
)
{
    [JsonIgnore]
    public IReadOnlyList<WantedLine> Wanted => LineRequest.Of(Lines);

    public OrderIntent By(Guid buyerId, string network) => new(Id, buyerId, Wanted, ShipTo, ExpectedFen, network, ForEarlierArrival);
}

/// <summary>What to cancel of a paid order, not yet shipped.</summary>
internal sealed record CancelRequest(
    [property: Description("Made by the caller: the refund's id.")] Guid Id,
    IReadOnlyList<LineRequest> Lines
);

/// <summary>What a farmer, or somebody in office, refunds of a paid order, and why.</summary>
internal sealed record RefundRequest(
    [property: Description("Made by the caller: the refund's id.")] Guid Id,
    [property: Description("shipped: the goods were sent; undelivered: they cannot be sent.")] RefundKind Kind,
    IReadOnlyList<LineRequest> Lines,
    string Note
);

/// <summary>A parcel handed to a carrier.</summary>
internal sealed record ShipmentRequest(
    [property: Description("A code such as sf, or a name.")] string Carrier,
    string TrackingNumber,
    [property: Description("Needed only where the order has several parcels of this farmer.")] Guid? ParcelId = null
);

/// <summary>A parcel in the buyer's hands.</summary>
internal sealed record ReceiptRequest([property: Description("Needed only where the order has several parcels.")] Guid? ParcelId = null);
