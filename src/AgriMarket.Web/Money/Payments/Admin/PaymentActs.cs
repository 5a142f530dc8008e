using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Money.Payments.Admin;

/// <summary>What is noted of what administrators do with payments.</summary>
internal static class PaymentActs
{
    public static readonly ActKind Return = new("act.payment-return", typeof(PaymentText), "Act.Return");
    public static readonly ActKind DealWith = new("act.payment-deal-with", typeof(PaymentText), "Act.DealWith");
}
