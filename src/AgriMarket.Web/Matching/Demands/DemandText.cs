namespace AgriMarket.Web.Matching.Demands;

/// <summary>Names the resource files DemandText.resx (Chinese) and DemandText.en.resx.</summary>
internal sealed class DemandText;
