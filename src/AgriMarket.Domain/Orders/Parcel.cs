using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Payments;

namespace AgriMarket.Domain.Orders;

public enum ParcelStatus
{
    ToShip,
    Shipped,
    Received,

    /// <summary>All that was in it has been cancelled; it will not be shipped.</summary>
    Cancelled,

    /// <summary>Said to be shipped, but somebody in office found no proof of it: all of it was refunded.</summary>
    Unproven,
}

public enum ParcelAction
{
    Ship,
    Receive,
    Cancel,

    /// <summary>An official's, after a look at what proves the delivery.</summary>
    Disprove,
}

/// <summary>The part of an order that one farmer sends from one county.</summary>
public sealed class Parcel
{
    public static readonly StatusTable<ParcelStatus, ParcelAction> Statuses = new(
        "parcel.moved",
        new Dictionary<(ParcelStatus, ParcelAction), ParcelStatus>
        {
            [(ParcelStatus.ToShip, ParcelAction.Ship)] = ParcelStatus.Shipped,
            [(ParcelStatus.Shipped, ParcelAction.Receive)] = ParcelStatus.Received,
            [(ParcelStatus.ToShip, ParcelAction.Cancel)] = ParcelStatus.Cancelled,
            [(ParcelStatus.Shipped, ParcelAction.Disprove)] = ParcelStatus.Unproven,
            [(ParcelStatus.Received, ParcelAction.Disprove)] = ParcelStatus.Unproven,
        }
    );

    public required Guid Id { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid FarmerId { get; init; }

    public required string OriginCode { get; init; }

    public required FreightService Service { get; init; }

    public required long Grams { get; init; }

    public required int DistanceKm { get; init; }

    public required long ShippingFen { get; init; }

    public required int TransitDaysTo { get; init; }

    public ParcelStatus Status { get; private set; }

    public string Carrier { get; private set; } = "";

    public string TrackingNumber { get; private set; } = "";

    public DateTime? ShippedAt { get; private set; }

    public DateTime? ReceivedAt { get; private set; }

    /// <summary>It is on its way, or has arrived.</summary>
    public bool IsSent => Status is ParcelStatus.Shipped or ParcelStatus.Received;

    /// <summary>Its goods and its shipping went back: it was never sent, or nothing proves that it was.</summary>
    public bool IsUndone => Status is ParcelStatus.Cancelled or ParcelStatus.Unproven;

    /// <summary>What happened to it when, with what its carrier says; null before it is sent.</summary>
    /// <param name="tracking">Null where nothing is known of its number.</param>
    public DeliveryTimes? Times(ParcelTracking? tracking) =>
        ShippedAt is { } shipped
            ? new DeliveryTimes(shipped, TransitDaysTo, ReceivedAt, tracking?.PickedUpAt, tracking?.DeliveredAt, tracking?.ReturnedAt)
            : null;

    /// <summary>What its farmer is paid for it.</summary>
    /// <param name="lines">The lines of it.</param>
    public Payout ToPayout(IReadOnlyCollection<OrderLine> lines, DateTime now) =>
        Payout.Of(
            Id,
            OrderId,
            FarmerId,
            lines.Where(line => line.KeptGrams > 0).Select(line => line.Household),
            lines.Sum(line => line.FenOf(line.KeptGrams)),
            now
        );

    /// <summary>True when a repeated request says what is recorded already.</summary>
    internal bool IsSentBy(string carrier, string trackingNumber) =>
        IsSent
        && Deliveries.TrackingNumber.Check(carrier, trackingNumber) is { IsOk: true, Value: var said }
        && said == new TrackingNumber(Carrier, TrackingNumber);

    /// <summary>It is not to be sent, or nothing proves that it was.</summary>
    internal void Undo()
    {
        var next = Statuses.After(Status, IsSent ? ParcelAction.Disprove : ParcelAction.Cancel);
        Status = next.Value;
    }

    internal Result<Done> Ship(string carrier, string trackingNumber, DateTime now)
    {
        var sent = Deliveries.TrackingNumber.Check(carrier, trackingNumber);
        if (!sent.IsOk)
        {
            return Result<Done>.Refused(sent.Rejections);
        }

        var next = Statuses.After(Status, ParcelAction.Ship);
        if (next.IsOk)
        {
            (Status, Carrier, TrackingNumber, ShippedAt) = (next.Value, sent.Value.Carrier, sent.Value.Number, now);
        }

        return next.IsOk ? Done.Instance : Result<Done>.Refused(next.Rejections);
    }

    internal Result<Done> Receive(DateTime now)
    {
        var next = Statuses.After(Status, ParcelAction.Receive);
        if (next.IsOk)
        {
            (Status, ReceivedAt) = (next.Value, now);
        }

        return next.IsOk ? Done.Instance : Result<Done>.Refused(next.Rejections);
    }
}
