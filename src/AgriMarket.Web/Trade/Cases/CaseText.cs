namespace AgriMarket.Web.Trade.Cases;

/// <summary>Names the resource files CaseText.resx (Chinese) and CaseText.en.resx.</summary>
internal sealed class CaseText;
