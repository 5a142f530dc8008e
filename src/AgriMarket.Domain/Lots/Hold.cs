namespace AgriMarket.Domain.Lots;

public enum HoldStatus
{
    Held,
    Sold,
    Released,
    Expired,
}

/// <summary>Stock of one lot reserved for one unpaid order until a time; it ends once: sold, released or expired.</summary>
public sealed class Hold
{
    public required Guid OrderId { get; init; }

    public required Guid LotId { get; init; }

    public required long Grams { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public HoldStatus Status { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>The stock reason with which a hold ends.</summary>
    public static StockReason ReasonFor(HoldStatus end) =>
        end switch
        {
            HoldStatus.Sold => StockReason.Sold,
            HoldStatus.Released => StockReason.Released,
            HoldStatus.Expired => StockReason.Expired,
            _ => throw new ArgumentOutOfRangeException(nameof(end), end, null),
        };
}
