namespace AgriMarket.Web.Matching;

/// <summary>Names the resource files MatchDeskText.resx (Chinese) and MatchDeskText.en.resx.</summary>
internal sealed class MatchDeskText;
