namespace AgriMarket.Web.Lots;

/// <summary>Names the resource files FarmText.resx (Chinese) and FarmText.en.resx.</summary>
internal sealed class FarmText;
