using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Trade.ReferencePrices;

/// <summary>What is noted of reference prices.</summary>
internal static class ReferencePriceActs
{
    public static readonly ActKind Set = new("act.price-reference", typeof(PriceText), "Act.Reference") { IsFen = true };
}
