namespace AgriMarket.Web.Government.Overview;

/// <summary>Names the resource files OverviewText.resx (Chinese) and OverviewText.en.resx.</summary>
internal sealed class OverviewText;
