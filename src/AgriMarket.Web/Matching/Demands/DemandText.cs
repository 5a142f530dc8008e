namespace AgriMarket.Web.Matching;

/// <summary>Names the resource files DemandText.resx (Chinese) and DemandText.en.resx.</summary>
internal sealed class DemandText;
