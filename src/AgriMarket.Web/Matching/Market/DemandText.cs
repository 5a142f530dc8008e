namespace AgriMarket.Web.Matching.Market;

/// <summary>Names the resource files DemandText.resx (Chinese) and DemandText.en.resx.</summary>
internal sealed class DemandText;
