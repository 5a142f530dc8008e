using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Deliveries;

public enum TrackingState
{
    /// <summary>Of a carrier whose scans nobody can get.</summary>
    NotTracked,

    /// <summary>To be registered with whoever gets scans.</summary>
    Waiting,
    Registered,

    /// <summary>Whoever gets scans will not follow this number.</summary>
    Refused,
}

/// <summary>The number a parcel travels under, and what its carrier's scans come to. One a parcel that was shipped.</summary>
public sealed class ParcelTracking
{
    public const int NoteMaxLength = 200;

    /// <summary>How long after the first parcel under a number others may be put into it.</summary>
    public static readonly TimeSpan CombinedWithin = TimeSpan.FromHours(48);

    /// <summary>A carrier's clock may be ahead.</summary>
    public static readonly TimeSpan ClockAhead = TimeSpan.FromHours(1);

    public required Guid ParcelId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid BuyerId { get; init; }

    public required Guid FarmerId { get; init; }

    /// <summary>A code, or the name of a carrier that has none here.</summary>
    public required string Carrier { get; init; }

    public required string Number { get; init; }

    /// <summary>When its order was paid: what was scanned before was another parcel under this number.</summary>
    public required DateTime PaidAt { get; init; }

    public required DateTime ShippedAt { get; init; }

    public required TrackingState State { get; set; }

    /// <summary>Why its number is not followed; empty when it is.</summary>
    public string Note { get; private set; } = "";

    /// <summary>The first scan that shows that the carrier has it; null before.</summary>
    public DateTime? PickedUpAt { get; private set; }

    public DateTime? DeliveredAt { get; private set; }

    public DateTime? ReturnedAt { get; private set; }

    /// <summary>
    /// Whether a number that others have can be this parcel's too. Rejects with <c>parcel.number-used</c> unless all of them are the same
    /// seller's for the same buyer, sent within <see cref="CombinedWithin"/>, and none of them has been delivered.
    /// </summary>
    /// <param name="others">Parcels under the same number.</param>
    public Result<Done> Share(IReadOnlyCollection<ParcelTracking> others) =>
        others.All(other =>
            other.ParcelId == ParcelId
            || (
                (other.BuyerId, other.FarmerId, other.Carrier) == (BuyerId, FarmerId, Carrier)
                && other.DeliveredAt is null
                && ShippedAt - other.ShippedAt <= CombinedWithin
            )
        )
            ? Done.Instance
            : new Rejection("parcel.number-used", "TrackingNumber");

    /// <summary>Whoever gets scans follows the number, or says why not.</summary>
    public void Register(string? refusal) =>
        (State, Note) = refusal is null
            ? (TrackingState.Registered, "")
            : (TrackingState.Refused, SingleLine.Shortened(refusal, NoteMaxLength));

    /// <summary>Whether a scan can be of this parcel at all.</summary>
    public bool Counts(DateTime scannedAt, DateTime now) => scannedAt >= PaidAt && scannedAt <= now + ClockAhead;

    /// <summary>Takes a scan in that counts. The earliest of a kind stays, so that the order in which they come does not matter.</summary>
    public void Take(ScanKind kind, DateTime at)
    {
        if (kind is ScanKind.PickedUp or ScanKind.InTransit or ScanKind.OutForDelivery or ScanKind.Delivered or ScanKind.Returned)
        {
            PickedUpAt = Earlier(PickedUpAt, at);
        }

        DeliveredAt = kind == ScanKind.Delivered ? Earlier(DeliveredAt, at) : DeliveredAt;
        ReturnedAt = kind == ScanKind.Returned ? Earlier(ReturnedAt, at) : ReturnedAt;
    }

    private static DateTime Earlier(DateTime? one, DateTime other) => one < other ? one.Value : other;
}
