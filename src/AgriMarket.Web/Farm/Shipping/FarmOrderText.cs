namespace AgriMarket.Web.Farm.Shipping;

/// <summary>Names the resource files FarmOrderText.resx (Chinese) and FarmOrderText.en.resx.</summary>
internal sealed class FarmOrderText;
