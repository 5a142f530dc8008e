using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Trade.OrderRecords;

namespace AgriMarket.Web.Trade.OrderSettlement;

/// <summary>What officials and administrators are notified of about disputed payments.</summary>
internal static class DisputeNotifications
{
    private static readonly NotificationGroup Group = new("Payments", 40, typeof(OrderText), "Notify.Group.Payments")
    {
        Roles = [MemberRole.Official, MemberRole.Administrator],
    };

    /// <summary>The bank of a payer has taken back what was paid for an order.</summary>
    public static readonly NotificationKind PaymentDisputed = new("PaymentDisputed", Group, typeof(OrderText), "Notify.PaymentDisputed")
    {
        Links = ToOrder,
    };

    /// <summary>What became of that.</summary>
    public static readonly NotificationKind DisputeEnded = new("DisputeEnded", Group, typeof(OrderText), "Notify.DisputeEnded")
    {
        Outcomes = ["Notify.Outcome.Won", "Notify.Outcome.Lost", "Notify.Outcome.Open"],
        Links = ToOrder,
    };

    private static IReadOnlyList<NotificationLink> ToOrder(NotificationSubject about) =>
        [new("Notify.SeeOrder", GovernmentAddresses.Order(about.OrderId ?? default))];
}
