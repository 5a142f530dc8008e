namespace AgriMarket.Web.Trade.Findings;

/// <summary>Names the resource files FindingText.resx (Chinese) and FindingText.en.resx.</summary>
public sealed class FindingText;
