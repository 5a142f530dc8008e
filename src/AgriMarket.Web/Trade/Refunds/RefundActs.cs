using AgriMarket.Web.People.Register;
using AgriMarket.Web.Trade.OrderRecords;

namespace AgriMarket.Web.Trade.Refunds;

/// <summary>What is noted of refunds.</summary>
internal static class RefundActs
{
    public static readonly ActKind Refund = new("act.order-refund", typeof(OrderText), "Act.Refund") { IsFen = true };
}
