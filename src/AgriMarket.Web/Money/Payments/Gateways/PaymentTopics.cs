namespace AgriMarket.Web.Money.Payments.Gateways;

/// <summary>What can be watched of payments.</summary>
public static class PaymentTopics
{
    /// <summary>Status changes of one payment, for its payer.</summary>
    public static string Payment(Guid paymentId) => $"payment:{paymentId}";
}
