namespace AgriMarket.Web.Trade.OrderRecords;

/// <summary>Names the resource files OrderText.resx (Chinese) and OrderText.en.resx.</summary>
internal sealed class OrderText;
