namespace AgriMarket.Web.Farm.MyLots;

/// <summary>Names the resource files FarmText.resx (Chinese) and FarmText.en.resx.</summary>
internal sealed class FarmText;
