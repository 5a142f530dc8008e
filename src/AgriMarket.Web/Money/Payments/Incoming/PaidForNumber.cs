namespace AgriMarket.Web.Money.Payments.Incoming;

/// <summary>The number by which people call what a payment is for. Registered like <see cref="PaidForAddress"/>.</summary>
public delegate string PaidForNumber(Guid paymentId);
