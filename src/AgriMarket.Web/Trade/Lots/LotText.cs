namespace AgriMarket.Web.Trade.Lots;

/// <summary>Names the resource files LotText.resx (Chinese) and LotText.en.resx.</summary>
internal sealed class LotText;
