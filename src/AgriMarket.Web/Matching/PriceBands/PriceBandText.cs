namespace AgriMarket.Web.Matching.PriceBands;

/// <summary>Names the resource files PriceBandText.resx (Chinese) and PriceBandText.en.resx.</summary>
internal sealed class PriceBandText;
