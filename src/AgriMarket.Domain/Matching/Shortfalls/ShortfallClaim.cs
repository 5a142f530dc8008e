using System.Security.Cryptography;
using AgriMarket.Domain.Orders;

namespace AgriMarket.Domain.Matching.Shortfalls;

/// <summary>What one order was promised of a lot that brought less, and what it gets of it. It is carried out once.</summary>
public sealed class ShortfallClaim
{
    public required Guid ShortfallId { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>The shortfall's; with the order it names the line.</summary>
    public required Guid LotId { get; init; }

    /// <summary>What the line kept when the shortfall was said: above zero.</summary>
    public required long PromisedGrams { get; init; }

    /// <summary>Its part by the rule: zero or more, never above what was promised.</summary>
    public required long GivenGrams { get; init; }

    /// <summary>The refund that gives the difference back: see <see cref="RefundIdFor"/>.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>What was refunded of it in the end; null while that is open.</summary>
    public long? CutGrams { get; private init; }

    /// <summary>Null while it is open.</summary>
    public DateTime? DoneAt { get; private init; }

    /// <summary>
    /// What is to be refunded now: what the order keeps beyond its part, which is less when something was cancelled or refunded
    /// meanwhile. Nothing of what was sent meanwhile, and nothing of an order that ended unpaid.
    /// </summary>
    /// <param name="isSent">The parcel with the line is on its way.</param>
    /// <param name="keptGrams">What is kept of the line.</param>
    /// <returns>Grams, zero or more; null while the order waits for its payment.</returns>
    public long? ToCut(OrderStatus status, bool isSent, long keptGrams) =>
        status switch
        {
            OrderStatus.AwaitingPayment => null,
            OrderStatus.Paid when !isSent => Math.Max(0, keptGrams - GivenGrams),
            _ => 0,
        };

    /// <summary>
    /// Made from the shortfall and the order, so that a replay refunds once: a name-based UUID as RFC 9562 has it (version 8,
    /// with SHA-256), which nobody can steer towards an id of their choice.
    /// </summary>
    public static Guid RefundIdFor(Guid shortfallId, Guid orderId)
    {
        var hash = SHA256.HashData([.. shortfallId.ToByteArray(bigEndian: true), .. orderId.ToByteArray(bigEndian: true)]);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    /// <summary>Who gets all that was promised has nothing to wait for.</summary>
    internal static ShortfallClaim Of(ShortfallIntent intent, RationClaim promised, long givenGrams, DateTime now)
    {
        var isWhole = givenGrams == promised.Grams;
        return new()
        {
            ShortfallId = intent.Id,
            OrderId = promised.Id,
            LotId = intent.LotId,
            PromisedGrams = promised.Grams,
            GivenGrams = givenGrams,
            RefundId = RefundIdFor(intent.Id, promised.Id),
            CutGrams = isWhole ? 0 : null,
            DoneAt = isWhole ? now : null,
        };
    }
}
