using AgriMarket.Web.People.Register;
using AgriMarket.Web.Trade.ReferencePrices;

namespace AgriMarket.Web.Trade.PriceReviews;

/// <summary>What is noted of decisions on prices.</summary>
internal static class PriceReviewActs
{
    public static readonly ActKind Decide = new("act.price-review", typeof(PriceText), "Act.Review");
}
