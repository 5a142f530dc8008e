namespace AgriMarket.Web.Trade.LotCards;

/// <summary>The form that the "+" and the "−" of a lot send; the page around the lots has it.</summary>
public static class LotForm
{
    public const string Id = "add-to-cart";

    public const string LotField = "LotId";

    /// <summary>The lot of which one sale unit less is wanted.</summary>
    public const string LessField = "LessId";
}
