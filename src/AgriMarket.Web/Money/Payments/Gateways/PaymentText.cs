namespace AgriMarket.Web.Money.Payments.Gateways;

/// <summary>Names the resource files PaymentText.resx (Chinese) and PaymentText.en.resx.</summary>
internal sealed class PaymentText;
