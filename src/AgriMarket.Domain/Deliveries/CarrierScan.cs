namespace AgriMarket.Domain.Deliveries;

public enum ScanKind
{
    /// <summary>A label was printed: nobody has the goods yet, so that it proves nothing.</summary>
    Announced,
    PickedUp,
    InTransit,
    OutForDelivery,
    Delivered,

    /// <summary>On its way back to its sender, or back already.</summary>
    Returned,

    /// <summary>Delayed, damaged, address not found.</summary>
    Problem,
}

/// <summary>What a carrier has said of one parcel: insert-only.</summary>
public sealed class CarrierScan
{
    public const int KeyMaxLength = 32;
    public const int TextMaxLength = 300;

    /// <summary>Of one parcel; a carrier's full story has some twenty.</summary>
    public const int MaxOfParcel = 200;

    public required Guid ParcelId { get; init; }

    /// <summary>Made of what it says, so that the same scan said again is the same row.</summary>
    public required string Key { get; init; }

    public required ScanKind Kind { get; init; }

    /// <summary>When the carrier scanned it.</summary>
    public required DateTime At { get; init; }

    /// <summary>The carrier's own words.</summary>
    public required string Text { get; init; }

    public required DateTime ReceivedAt { get; init; }
}
