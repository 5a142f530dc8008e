namespace AgriMarket.Web.Money.Payments.Outgoing;

/// <summary>Names the resource files PayoutText.resx (Chinese) and PayoutText.en.resx.</summary>
internal sealed class PayoutText;
