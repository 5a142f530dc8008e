using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Trade.Deliveries;

/// <summary>What is noted of decisions on deliveries.</summary>
internal static class DeliveryActs
{
    public static readonly ActKind Decide = new("act.delivery-decide", typeof(DeliveryText), "Act.Decide");
}
