namespace AgriMarket.Domain.Deliveries;

/// <summary>Why the money of a parcel is final.</summary>
public enum DeliveryBasis
{
    /// <summary>Its carrier has scanned it.</summary>
    Scan,

    /// <summary>Its buyer has it, and the days without a scan are over.</summary>
    Delay,

    /// <summary>Nobody has said anything, and no public money is in it.</summary>
    Unconfirmed,

    /// <summary>Somebody in office has looked at it and released it.</summary>
    Person,
}

/// <summary>Why a person has to look before public money is final.</summary>
[Flags]
public enum DeliveryReasons
{
    None = 0,

    /// <summary>The buyer's first order is young, and much public money is in this one.</summary>
    NewBuyer = 1,
    HighValue = 2,

    /// <summary>Confirmed within hours, and no carrier says it was delivered.</summary>
    FastReceipt = 4,

    /// <summary>Seller and buyer are one member.</summary>
    SamePerson = 8,
    SameMobile = 16,
    SameAddress = 32,

    /// <summary>The buyer takes the seller's money for them.</summary>
    SamePayee = 64,

    /// <summary>Neither its buyer nor its carrier says that it arrived.</summary>
    Unconfirmed = 128,

    /// <summary>Its carrier says that it went back.</summary>
    Returned = 256,
}

/// <summary>What the rule goes by (section <c>Deliveries</c> of the settings).</summary>
/// <param name="DelayDays">After a receipt without any scan.</param>
/// <param name="PayoutDays">After a parcel should have arrived that nobody confirms.</param>
/// <param name="NewBuyerDays">How young a buyer's first order is for them to be new.</param>
/// <param name="NewBuyerGrantFen">Public money in a new buyer's order above which a person looks.</param>
/// <param name="HighValueFen">Goods and shipping of an order from which a person looks.</param>
/// <param name="FastReceiptHours">A receipt sooner than this is looked at.</param>
public sealed record DeliverySettings(
    int DelayDays,
    int PayoutDays,
    int NewBuyerDays,
    long NewBuyerGrantFen,
    long HighValueFen,
    int FastReceiptHours
);

/// <summary>When what happened to a parcel.</summary>
/// <param name="PickedUpAt">The first scan that shows that the carrier has it.</param>
public sealed record DeliveryTimes(
    DateTime ShippedAt,
    int TransitDaysTo,
    DateTime? ReceivedAt,
    DateTime? PickedUpAt,
    DateTime? DeliveredAt,
    DateTime? ReturnedAt
);

/// <summary>Who bought what from whom, as far as it matters for public money.</summary>
/// <param name="GrantFen">Public money in the order, less what went back.</param>
/// <param name="ValueFen">Goods and shipping of the order.</param>
/// <param name="BuyerSince">When the buyer's first paid order was placed.</param>
public sealed record DeliveryFacts(
    long GrantFen,
    long ValueFen,
    DateTime OrderedAt,
    DateTime BuyerSince,
    bool IsSamePerson,
    bool IsSameMobile,
    bool IsSameAddress,
    bool IsSamePayee
);

/// <summary>What becomes of a parcel's money.</summary>
/// <param name="At">From when it is final if nobody has to look.</param>
/// <param name="Reasons">Why a person has to look; none when nobody has to.</param>
/// <param name="IsFinal">It is, now.</param>
public sealed record DeliveryVerdict(DateTime At, DeliveryBasis Basis, DeliveryReasons Reasons, bool IsFinal);

/// <summary>That the money of a parcel is final, once: insert-only, written together with its payout.</summary>
public sealed class DeliveryProof
{
    public required Guid ParcelId { get; init; }

    public required Guid OrderId { get; init; }

    public required DeliveryBasis Basis { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Public money of the parcel's goods that is final with it.</summary>
    public required long GrantFen { get; init; }
}
