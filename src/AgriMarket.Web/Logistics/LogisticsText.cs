namespace AgriMarket.Web.Logistics;

/// <summary>Names the resource files LogisticsText.resx (Chinese) and LogisticsText.en.resx.</summary>
internal sealed class LogisticsText;
