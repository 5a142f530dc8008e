using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Orders;

public enum RefundKind
{
    /// <summary>The buyer cancels what is not shipped yet: the goods go back on sale.</summary>
    Unshipped,

    /// <summary>
    /// The farmer, or somebody in office, says that it cannot be sent: the goods are not there, so nobody else gets them.
    /// </summary>
    Undelivered,

    /// <summary>The farmer or an official gives money back for what was shipped: the goods are gone.</summary>
    Shipped,

    /// <summary>
    /// An official found no proof that a whole parcel was delivered: goods and shipping go back to the schemes and the buyer.
    /// </summary>
    Unproven,
}

/// <summary>What somebody asks to be refunded. The id is made by the caller, so that a repeated request is recognised.</summary>
/// <param name="Lines">The grams of each lot, whole sale units.</param>
/// <param name="Note">Why; everybody but the buyer has to say it.</param>
public sealed record RefundIntent(Guid Id, Guid OrderId, Guid MemberId, RefundKind Kind, IReadOnlyList<WantedLine> Lines, string Note);

/// <summary>A part of a paid order that was refunded: insert-only. goods + shipping = to the buyer + to the schemes.</summary>
public sealed class Refund
{
    public const int NoteMaxLength = 200;

    public required Guid Id { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>Who asked for it.</summary>
    public required Guid MemberId { get; init; }

    public required RefundKind Kind { get; init; }

    public required string Note { get; init; }

    public required DateTime At { get; init; }

    /// <summary>What the farmers are no longer owed.</summary>
    public required long GoodsFen { get; init; }

    /// <summary>What the carriers are no longer owed: the shipping of parcels that are wholly cancelled.</summary>
    public required long ShippingFen { get; init; }

    public required long BuyerFen { get; init; }

    /// <summary>What went back to the budgets of the schemes that helped to pay.</summary>
    public required long GrantFen { get; init; }

    public required List<RefundLine> Lines { get; init; }

    /// <summary>True when a repeated request asks for what this is.</summary>
    public bool IsSame(RefundIntent intent) =>
        (OrderId, MemberId, Kind, Note) == (intent.OrderId, intent.MemberId, intent.Kind, SingleLine.Of(intent.Note))
        && Lines.Count == intent.Lines.Count
        && Lines.Select(line => new WantedLine(line.LotId, line.Grams)).ToHashSet().SetEquals(intent.Lines);
}

/// <summary>What a refund pays back of one order line.</summary>
public sealed class RefundLine
{
    public required Guid RefundId { get; init; }

    public required Guid LotId { get; init; }

    public required long Grams { get; init; }

    public required long GoodsFen { get; init; }

    /// <summary>
    /// Public money of this line, towards goods and shipping, that went back. When a parcel's shipping goes back, lines of it
    /// that were cancelled before have their shares too: only <see cref="OrderLine.GrantReturnedFen"/> has all of it.
    /// </summary>
    public required long GrantFen { get; init; }
}
