using AgriMarket.Domain.Members;
using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Trade.OrderRecords;

namespace AgriMarket.Web.Trade.OrderNotifications;

/// <summary>What farmers are notified of about what they have sold.</summary>
internal static class SaleNotifications
{
    private static readonly NotificationGroup Group = new("Sales", 15, typeof(OrderText), "Notify.Group.Sales")
    {
        Roles = RoleRules.Sellers,
        MayBeSms = true,
    };

    /// <summary>Orders were paid within a few minutes, and wait to be shipped.</summary>
    public static readonly NotificationKind OrdersCame = new("OrdersCame", Group, typeof(OrderText), "Notify.OrdersCame")
    {
        MixedSentence = "Notify.OrdersCame.Mixed",
        Links = _ => [new("Notify.SeeToShip", FarmAddresses.Orders)],
    };
}
