using AgriMarket.Domain.Payments;
using AgriMarket.Web.Platform.Storage;

namespace AgriMarket.Web.Payments;

/// <summary>Tells those who answer for what a disputed payment was for that it was opened, or how it ended. Registered by whoever sells.</summary>
public delegate Task TellOfDispute(WriteScope scope, Dispute dispute);
