namespace AgriMarket.Web.Trade.Stock;

/// <summary>Names the resource files StockText.resx (Chinese) and StockText.en.resx.</summary>
internal sealed class StockText;
