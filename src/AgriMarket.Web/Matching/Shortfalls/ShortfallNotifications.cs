using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Shop.Addresses;
using AgriMarket.Web.Trade.OrderNotifications;

namespace AgriMarket.Web.Matching.Shortfalls;

/// <summary>What buyers are notified of about a shortfall.</summary>
internal static class ShortfallNotifications
{
    /// <summary>To a buyer: a lot brought less than was promised, and a part of the order was refunded.</summary>
    public static readonly NotificationKind OrderCut = new("OrderCut", BuyerNotifications.Group, typeof(ShortfallText), "Notify.OrderCut")
    {
        Links = about => [new("Notify.SeeOrder", ShopAddresses.Order(about.OrderId ?? default))],
    };
}
