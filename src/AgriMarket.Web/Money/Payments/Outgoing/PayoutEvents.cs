using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Money.Payments.Outgoing;

/// <summary>
/// What is said when the gateway has answered about a payout, within the command that books it. Registered by whoever says it.
/// </summary>
public delegate Task NotifyPayout(WriteScope scope, Payout payout);

/// <summary>What is said when a farmer asks somebody to take their money, and when those answer.</summary>
/// <param name="agrees">Null while it is asked.</param>
public delegate Task NotifyPayee(WriteScope scope, PayeeChoice choice, bool? agrees);
