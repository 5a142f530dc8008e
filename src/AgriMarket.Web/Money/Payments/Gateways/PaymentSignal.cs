using AgriMarket.Platform.Jobs;

namespace AgriMarket.Web.Money.Payments.Gateways;

/// <summary>Says that there may be something to do at the gateway, so that nobody waits for the next run.</summary>
public sealed class PaymentSignal : JobSignal;
