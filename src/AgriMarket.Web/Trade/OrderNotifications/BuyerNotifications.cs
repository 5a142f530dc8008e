using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Shop.Addresses;
using AgriMarket.Web.Trade.OrderRecords;

namespace AgriMarket.Web.Trade.OrderNotifications;

/// <summary>What buyers are notified of about their orders.</summary>
internal static class BuyerNotifications
{
    public static readonly NotificationGroup Group = new("Orders", 60, typeof(OrderText), "Notify.Group.Orders") { MayBeSms = true };

    /// <summary>A parcel has left its farmer.</summary>
    public static readonly NotificationKind ParcelShipped = new("ParcelShipped", Group, typeof(OrderText), "Notify.ParcelShipped")
    {
        Links = ToOrder,
    };

    /// <summary>Somebody else has given back a part of what was paid.</summary>
    public static readonly NotificationKind OrderRefunded = new("OrderRefunded", Group, typeof(OrderText), "Notify.OrderRefunded")
    {
        Links = ToOrder,
    };

    /// <summary>Money came when the goods were gone, and goes back.</summary>
    public static readonly NotificationKind PaidTooLate = new("PaidTooLate", Group, typeof(OrderText), "Notify.PaidTooLate")
    {
        Links = ToOrder,
    };

    private static IReadOnlyList<NotificationLink> ToOrder(NotificationSubject about) =>
        [new("Notify.SeeOrder", ShopAddresses.Order(about.OrderId ?? default))];
}
