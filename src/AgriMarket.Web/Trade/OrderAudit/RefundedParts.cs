using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;

namespace AgriMarket.Web.Trade.OrderAudit;

/// <summary>The lines of orders as their refunds see them.</summary>
internal static class RefundedParts
{
    /// <summary>What was refunded of each line, and how.</summary>
    public static IQueryable<RefundedPart> Of(MarketDb db) =>
        from part in db.Set<RefundLine>()
        join refund in db.Set<Refund>() on part.RefundId equals refund.Id
        select new RefundedPart
        {
            OrderId = refund.OrderId,
            LotId = part.LotId,
            Kind = refund.Kind,
            Grams = part.Grams,
            GrantFen = part.GrantFen,
        };
}

/// <summary>What one refund paid back of one line.</summary>
internal sealed record RefundedPart
{
    public Guid OrderId { get; init; }

    public Guid LotId { get; init; }

    public RefundKind Kind { get; init; }

    public long Grams { get; init; }

    public long GrantFen { get; init; }
}
