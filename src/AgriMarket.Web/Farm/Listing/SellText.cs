namespace AgriMarket.Web.Farm.Listing;

/// <summary>Names the resource files SellText.resx (Chinese) and SellText.en.resx.</summary>
internal sealed class SellText;
