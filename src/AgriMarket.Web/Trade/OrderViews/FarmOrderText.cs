namespace AgriMarket.Web.Trade.OrderViews;

/// <summary>Names the resource files FarmOrderText.resx (Chinese) and FarmOrderText.en.resx.</summary>
internal sealed class FarmOrderText;
