using AgriMarket.Web.Money.Payments.Gateways.Stripe;
using AgriMarket.Web.Tests.Support.Messages;
using Microsoft.Extensions.Logging;

namespace AgriMarket.Web.Tests.Support.Stripe;

/// <summary>Also what calls of Stripe log, which tests make themselves.</summary>
internal sealed class CapturedLog : LogCatcher, ILogger<StripeCalls>;
