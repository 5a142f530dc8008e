using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Domain.Orders;

public enum OrderStatus
{
    AwaitingPayment,

    /// <summary>Paid; farmers ship.</summary>
    Paid,

    /// <summary>Every parcel is on its way or has arrived.</summary>
    Shipped,

    /// <summary>The buyer has confirmed every parcel.</summary>
    Received,

    /// <summary>Given up by the buyer before paying.</summary>
    Cancelled,

    /// <summary>Not paid in time.</summary>
    Expired,

    /// <summary>Paid, and all of it refunded.</summary>
    Refunded,
}

public enum OrderAction
{
    Pay,
    Cancel,
    Expire,
    ShipLast,
    ReceiveLast,

    /// <summary>The money came after the time, and all of the goods were still there.</summary>
    PayLate,

    /// <summary>The last gram is refunded.</summary>
    RefundLast,
}

/// <summary>What one buyer ordered, at the prices and with the grants of that moment.</summary>
public sealed class Order
{
    public static readonly StatusTable<OrderStatus, OrderAction> Statuses = new(
        "order.moved",
        new Dictionary<(OrderStatus, OrderAction), OrderStatus>
        {
            [(OrderStatus.AwaitingPayment, OrderAction.Pay)] = OrderStatus.Paid,
            [(OrderStatus.AwaitingPayment, OrderAction.Cancel)] = OrderStatus.Cancelled,
            [(OrderStatus.AwaitingPayment, OrderAction.Expire)] = OrderStatus.Expired,
            [(OrderStatus.Paid, OrderAction.ShipLast)] = OrderStatus.Shipped,
            [(OrderStatus.Shipped, OrderAction.ReceiveLast)] = OrderStatus.Received,
            [(OrderStatus.Expired, OrderAction.PayLate)] = OrderStatus.Paid,
            [(OrderStatus.Paid, OrderAction.RefundLast)] = OrderStatus.Refunded,
            [(OrderStatus.Shipped, OrderAction.RefundLast)] = OrderStatus.Refunded,
            [(OrderStatus.Received, OrderAction.RefundLast)] = OrderStatus.Refunded,
        }
    );

    /// <summary>The longest way to write an IPv6 address.</summary>
    public const int NetworkMaxLength = 45;

    public required Guid Id { get; init; }

    public required Guid BuyerId { get; init; }

    public required Address ShipTo { get; init; }

    public required DateTime PlacedAt { get; init; }

    /// <summary>From where it was placed (a network address); null where nobody knows.</summary>
    public string? Network { get; init; }

    /// <summary>See <see cref="BuyerIdentity.MobileKey"/>.</summary>
    public string? MobileKey { get; init; }

    /// <summary>See <see cref="BuyerIdentity.AddressKey"/>; null for what was agreed with an institution.</summary>
    public string? AddressKey { get; init; }

    /// <summary>Its buyer as caps count them.</summary>
    public BuyerIdentity Identity => new(BuyerId, MobileKey, AddressKey);

    /// <summary>How well its buyer was known when it was placed; null for what was agreed with an institution.</summary>
    public BuyerStanding? Standing { get; init; }

    /// <summary>Until when stock and grants are reserved.</summary>
    public required DateTime PayBefore { get; set; }

    public required long GoodsFen { get; init; }

    public required long ShippingFen { get; init; }

    public required long ShippingSubsidyFen { get; init; }

    public required long FundSubsidyFen { get; init; }

    /// <summary>goods + shipping − subsidies; never negative.</summary>
    public required long ToPayFen { get; init; }

    public OrderStatus Status { get; private set; }

    public DateTime? PaidAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public List<OrderLine> Lines { get; init; } = [];

    public List<Parcel> Parcels { get; init; } = [];

    public List<Grant> Grants { get; init; } = [];

    /// <summary>What people read out on the telephone: the last eight characters of the id.</summary>
    public string Number => NumberOf(Id);

    /// <summary>The <see cref="Number"/> of the order with an id.</summary>
    public static string NumberOf(Guid orderId) => orderId.ToString("N")[^8..].ToUpperInvariant();

    /// <summary>Moves the order on, or says why it may not.</summary>
    public Result<Done> Move(OrderAction action, DateTime now)
    {
        var next = Statuses.After(Status, action);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        Status = next.Value;
        PaidAt = action is OrderAction.Pay or OrderAction.PayLate ? now : PaidAt;
        EndedAt = Status is OrderStatus.Cancelled or OrderStatus.Expired or OrderStatus.Received or OrderStatus.Refunded ? now : null;
        return Done.Instance;
    }

    /// <summary>
    /// Records that a farmer handed a parcel to a carrier. Idempotent; refused before payment, when it
    /// is shipped otherwise already, and when it is cancelled.
    /// </summary>
    public Result<Done> Ship(Guid parcelId, string carrier, string trackingNumber, DateTime now)
    {
        if (Find(parcelId).IsSentBy(carrier, trackingNumber))
        {
            return Done.Instance;
        }

        if (Status != OrderStatus.Paid)
        {
            return new Rejection("order.moved", null, Status, OrderAction.ShipLast);
        }

        var shipped = Find(parcelId).Ship(carrier, trackingNumber, now);
        return shipped.IsOk && Parcels.TrueForAll(parcel => parcel.Status != ParcelStatus.ToShip)
            ? Move(OrderAction.ShipLast, now)
            : shipped;
    }

    /// <summary>Records that the buyer has a parcel in hand. Idempotent; refused before it was shipped.</summary>
    public Result<Done> Receive(Guid parcelId, DateTime now)
    {
        if (Find(parcelId).Status == ParcelStatus.Received)
        {
            return Done.Instance;
        }

        var received = Find(parcelId).Receive(now);
        return received.IsOk && HasArrived ? Move(OrderAction.ReceiveLast, now) : received;
    }

    /// <summary>Takes a refund into the order: its lines, the parcels that are undone with it, and what that makes of the order.</summary>
    internal void Take(Refund refund, IEnumerable<Parcel> undone, RefundShares shares)
    {
        // The shipping of a parcel was subsidised for all that was in it, also for what had been cancelled before.
        foreach (var line in Lines)
        {
            line.Refund(refund.Lines.Find(part => part.LotId == line.LotId)?.Grams ?? 0, shares.OfLine(line.LotId));
        }

        foreach (var parcel in undone)
        {
            parcel.Undo();
        }

        if (Lines.TrueForAll(line => line.KeptGrams == 0))
        {
            Move(OrderAction.RefundLast, refund.At);
            return;
        }

        // What was cancelled may have been the last that others waited for.
        if (Status == OrderStatus.Paid && Parcels.TrueForAll(parcel => parcel.Status != ParcelStatus.ToShip))
        {
            Move(OrderAction.ShipLast, refund.At);
        }

        if (Status == OrderStatus.Shipped && HasArrived)
        {
            Move(OrderAction.ReceiveLast, refund.At);
        }
    }

    private bool HasArrived => Parcels.TrueForAll(parcel => parcel.Status == ParcelStatus.Received || parcel.IsUndone);

    private Parcel Find(Guid parcelId) =>
        Parcels.Find(parcel => parcel.Id == parcelId)
        ?? throw new ArgumentException("The parcel is not part of this order.", nameof(parcelId));
}

/// <summary>A weight of one lot within an order. An order has one line for a lot.</summary>
public sealed class OrderLine
{
    public required Guid OrderId { get; init; }

    public required Guid LotId { get; init; }

    public required Guid FarmerId { get; init; }

    public required string Household { get; init; }

    public required string ProduceCode { get; init; }

    /// <summary>The campaign the lot was offered in when it was ordered.</summary>
    public Guid? CampaignId { get; init; }

    public required long Grams { get; init; }

    public required long UnitGrams { get; init; }

    public required long UnitPriceFen { get; init; }

    /// <summary>Grams ÷ unit × price: exact, since a line is a whole number of units.</summary>
    public required long GoodsFen { get; init; }

    /// <summary>This line's share of the order's grants, of both kinds; the lines' shares add up to the grants.</summary>
    public long GrantedFen { get; init; }

    /// <summary>
    /// The reference price of its kind when it was ordered, fen per kilogram: what its grants counted by. Null where there was none.
    /// </summary>
    public long? ReferenceFenPerKg { get; init; }

    /// <summary>What of it was cancelled or refunded.</summary>
    public long RefundedGrams { get; private set; }

    /// <summary>What of <see cref="GrantedFen"/> went back to the schemes.</summary>
    public long GrantReturnedFen { get; private set; }

    public long KeptGrams => Grams - RefundedGrams;

    /// <summary>What grams of this line cost: exact for a whole number of units.</summary>
    public long FenOf(long grams) => grams / UnitGrams * UnitPriceFen;

    internal void Refund(long grams, long grantFen) =>
        (RefundedGrams, GrantReturnedFen) = (RefundedGrams + grams, GrantReturnedFen + grantFen);
}
