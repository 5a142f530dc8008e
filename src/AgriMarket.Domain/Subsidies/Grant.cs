using AgriMarket.Domain.Orders;

namespace AgriMarket.Domain.Subsidies;

/// <summary>One scheme applied to one order: how much, and the pending transfer that sets the money aside.</summary>
public sealed class Grant
{
    public required Guid OrderId { get; init; }

    public required Guid SchemeId { get; init; }

    public required Guid FundId { get; init; }

    public required SchemeKind Kind { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>The part of the goods (or the shipping) it was computed from, in fen.</summary>
    public required long BaseFen { get; init; }

    /// <summary>The weight of the goods that the scheme covers, in grams.</summary>
    public long BaseGrams { get; init; }

    /// <summary>
    /// The amount split to the fen over the order's lines, in the order of their lots' ids. Empty for grants of before this was
    /// kept; <see cref="Orders.RefundShares"/> then splits it by the lines' own sums.
    /// </summary>
    public IReadOnlyList<long> LineFen { get; init; } = [];

    /// <summary>The pending transfer; a second one when the order was paid late and the money was reserved again.</summary>
    public required Guid TransferId { get; set; }
}
