using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
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

    private static readonly Invariant DecisionsAreInTheRegister = Invariant.That(
        "Each price that was allowed or declined has its entry in the register.",
        db =>
            from review in db.Set<PriceReview>()
                .Where(review => review.Status == PriceReviewStatus.Allowed || review.Status == PriceReviewStatus.Declined)
            join one in db.Set<Act>().Where(act => act.Kind == PriceReviewActs.Decide.Code)
                on (Guid?)review.Id equals one.SubjectId
                into acts
            from act in acts.DefaultIfEmpty()
            where act == null
            select new { review.Id, review.Status },
        row => new Breach($"price review {row.Id}", $"{row.Status} without an entry", "an entry of who decided")
    );

    public string Name => "Price reviews";

    public IReadOnlyList<AuditedRows> Rows { get; } = [AuditedRows.Of<PriceReview>("price reviews")];

    public IReadOnlyList<Invariant> All { get; } = [OnlyAllowedPricesAreOnSale, DecisionsAreInTheRegister];
}
