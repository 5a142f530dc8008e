using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Money.Payments.Incoming;

/// <summary>
/// Tells those who answer for what a disputed payment was for that it was opened, or how it ended. Registered by whoever sells.
/// </summary>
public delegate Task NotifyDispute(WriteScope scope, Dispute dispute);
