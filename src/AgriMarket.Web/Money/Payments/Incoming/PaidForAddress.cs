namespace AgriMarket.Web.Money.Payments.Incoming;

/// <summary>
/// Where the payer sees what a payment is for. Payments know nothing of it: the capability that has it paid registers this.
/// </summary>
public delegate string PaidForAddress(Guid paymentId);
