namespace AgriMarket.Web.Reference.Regions;

/// <summary>Names the resource files LogisticsText.resx (Chinese) and LogisticsText.en.resx.</summary>
internal sealed class LogisticsText;
