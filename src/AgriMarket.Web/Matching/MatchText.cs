namespace AgriMarket.Web.Matching;

/// <summary>Names the resource files MatchText.resx (Chinese) and MatchText.en.resx.</summary>
internal sealed class MatchText;
