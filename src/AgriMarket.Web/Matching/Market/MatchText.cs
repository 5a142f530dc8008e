namespace AgriMarket.Web.Matching.Market;

/// <summary>Names the resource files MatchText.resx (Chinese) and MatchText.en.resx.</summary>
internal sealed class MatchText;
