using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.PriceReviews;

/// <summary>What must be true of prices that an official had to allow.</summary>
internal sealed class PriceReviewInvariants : IInvariants
{
    private static readonly Invariant OnlyAllowedPricesAreOnSale = Invariant.That(
        "A lot whose price had to be allowed is there once that was allowed and not before.",
        db =>
            from review in db.Set<PriceReview>()
            join one in db.Set<Lot>() on review.Id equals one.Id into lots
            from lot in lots.DefaultIfEmpty()
            where review.Status == PriceReviewStatus.Allowed != (lot != null)
            select new
            {
                review.Id,
                review.Status,
                IsThere = lot != null,
            },
        row => new Breach($"price review {row.Id}", $"{row.Status}, lot {(row.IsThere ? "on the books" : "missing")}", "a lot once allowed")
    );

    public string Name => "Price reviews";

    public IReadOnlyList<AuditedRows> Rows { get; } = [AuditedRows.Of<PriceReview>("price reviews")];

    public IReadOnlyList<Invariant> All { get; } = [OnlyAllowedPricesAreOnSale];
}
