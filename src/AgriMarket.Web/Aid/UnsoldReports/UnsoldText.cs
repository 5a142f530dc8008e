namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>Names the resource files UnsoldText.resx (Chinese) and UnsoldText.en.resx.</summary>
internal sealed class UnsoldText;
