namespace AgriMarket.Web.Trade.LotCards;

/// <summary>The form that the "+" of a lot sends; the page around the lots has it.</summary>
public static class LotForm
{
    public const string Id = "add-to-cart";

    public const string LotField = "LotId";
}
