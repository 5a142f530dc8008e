namespace AgriMarket.Web.Trade.ReferencePrices;

/// <summary>Names the resource files PriceText.resx (Chinese) and PriceText.en.resx.</summary>
internal sealed class PriceText;
