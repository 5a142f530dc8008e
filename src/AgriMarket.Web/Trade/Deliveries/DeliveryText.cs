namespace AgriMarket.Web.Trade.Deliveries;

/// <summary>Names the resource files DeliveryText.resx (Chinese) and DeliveryText.en.resx.</summary>
internal sealed class DeliveryText;
