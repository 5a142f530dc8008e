namespace AgriMarket.Web.Lots;

/// <summary>Names the resource files SellText.resx (Chinese) and SellText.en.resx.</summary>
internal sealed class SellText;
