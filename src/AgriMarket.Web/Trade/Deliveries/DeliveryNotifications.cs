using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Shop.Addresses;

namespace AgriMarket.Web.Trade.Deliveries;

/// <summary>What is said about deliveries that a person looks at.</summary>
internal static class DeliveryNotifications
{
    private static readonly NotificationGroup Group = new("Deliveries", 45, typeof(DeliveryText), "Notify.Group.Deliveries");

    /// <summary>To the officials of the county: a delivery with public money is to be looked at.</summary>
    public static readonly NotificationKind DeliveryAsked = new("DeliveryAsked", Group, typeof(DeliveryText), "Notify.DeliveryAsked")
    {
        Links = _ => [new("Notify.SeeReviews", GovernmentAddresses.DeliveryReviews)],
    };

    /// <summary>To the seller, and to the buyer where everything goes back: what was decided, and why.</summary>
    public static readonly NotificationKind DeliveryDecided = new("DeliveryDecided", Group, typeof(DeliveryText), "Notify.DeliveryDecided")
    {
        BuyerSentence = "Notify.DeliveryDecided.Buyer",
        Outcomes = ["Notify.Delivery.Released", "Notify.Delivery.Refused"],
        Links = about =>
            about is { IsBuyer: true, OrderId: { } orderId }
                ? [new("Notify.SeeOrder", ShopAddresses.Order(orderId))]
                : [new("Notify.SeeShipped", FarmAddresses.ShippedOrders)],
    };
}
