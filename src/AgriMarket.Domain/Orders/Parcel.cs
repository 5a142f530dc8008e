using AgriMarket.Domain.Common;
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
}

public enum ParcelAction
{
    Ship,
    Receive,
    Cancel,
}

/// <summary>The part of an order that one farmer sends from one county.</summary>
public sealed class Parcel
{
    public const int CarrierMaxLength = 30;
    public const int TrackingNumberMaxLength = 40;

    public static readonly StatusTable<ParcelStatus, ParcelAction> Statuses = new(
        "parcel.moved",
        new Dictionary<(ParcelStatus, ParcelAction), ParcelStatus>
        {
            [(ParcelStatus.ToShip, ParcelAction.Ship)] = ParcelStatus.Shipped,
            [(ParcelStatus.Shipped, ParcelAction.Receive)] = ParcelStatus.Received,
            [(ParcelStatus.ToShip, ParcelAction.Cancel)] = ParcelStatus.Cancelled,
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

    /// <summary>
    /// Its farmer is to be paid: its buyer has it, or it should have arrived some days ago and nobody has said otherwise.
    /// </summary>
    /// <param name="days">How many days after it should have arrived.</param>
    public bool IsDue(int days, DateTime now) => Status == ParcelStatus.Received || (Status == ParcelStatus.Shipped && DueAt(days) <= now);

    /// <summary>When its farmer is paid at the latest, if its buyer says nothing; null before it is sent.</summary>
    /// <param name="days">How many days after it should have arrived.</param>
    public DateTime? DueAt(int days) => ShippedAt + TimeSpan.FromDays(TransitDaysTo + days);

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
        IsSent && (Carrier, TrackingNumber) == (SingleLine.Of(carrier), trackingNumber.Trim());

    internal void Cancel()
    {
        var next = Statuses.After(Status, ParcelAction.Cancel);
        Status = next.Value;
    }

    internal Result<Done> Ship(string carrier, string trackingNumber, DateTime now)
    {
        var wrong = new List<Rejection>();
        (carrier, trackingNumber) = (SingleLine.Of(carrier), trackingNumber.Trim());
        if (carrier.Length is 0 or > CarrierMaxLength)
        {
            wrong.Add(new("parcel.carrier", nameof(Carrier), CarrierMaxLength));
        }

        if (trackingNumber.Length is 0 or > TrackingNumberMaxLength || !trackingNumber.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            wrong.Add(new("parcel.tracking-number", nameof(TrackingNumber), TrackingNumberMaxLength));
        }

        if (wrong.Count > 0)
        {
            return wrong;
        }

        var next = Statuses.After(Status, ParcelAction.Ship);
        if (next.IsOk)
        {
            (Status, Carrier, TrackingNumber, ShippedAt) = (next.Value, carrier, trackingNumber, now);
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
