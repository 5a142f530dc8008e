using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.Money.Addresses;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Money.PayoutNotifications;

/// <summary>What is said about payouts and those who take them for others.</summary>
internal static class PayoutKinds
{
    private static readonly NotificationGroup Group = new("Payouts", 16, typeof(PayoutText), "Notify.Group.Payouts")
    {
        Roles = [.. RoleRules.Sellers, MemberRole.Official, MemberRole.Administrator],
        MayBeSms = true,
    };

    /// <summary>To the farmer: money was sent.</summary>
    public static readonly NotificationKind PayoutSent = new("PayoutSent", Group, typeof(PayoutText), "Notify.PayoutSent")
    {
        Links = ToMoney,
    };

    /// <summary>To the farmer: money could not be sent, however often it was tried.</summary>
    public static readonly NotificationKind PayoutFailed = new("PayoutFailed", Group, typeof(PayoutText), "Notify.PayoutFailed")
    {
        Links = ToMoney,
    };

    /// <summary>To administrators: the same waits for a person.</summary>
    public static readonly NotificationKind PayoutStuck = new("PayoutStuck", Group, typeof(PayoutText), "Notify.PayoutStuck")
    {
        Links = _ => [new("Notify.SeePayments", MoneyAddresses.Payments)],
    };

    /// <summary>To a co-operative or an official: a farmer asks them to take their money.</summary>
    public static readonly NotificationKind PayeeAsked = new("PayeeAsked", Group, typeof(PayoutText), "Notify.PayeeAsked")
    {
        Links = about => [new("Notify.SeePayees", about.ForOfficial ? MoneyAddresses.Payees : FarmAddresses.Money)],
    };

    /// <summary>To the farmer: what they say.</summary>
    public static readonly NotificationKind PayeeAnswered = new("PayeeAnswered", Group, typeof(PayoutText), "Notify.PayeeAnswered")
    {
        Outcomes = ["Notify.Payee.Agreed", "Notify.Payee.Declined"],
        Links = ToMoney,
    };

    private static IReadOnlyList<NotificationLink> ToMoney(NotificationSubject about) => [new("Notify.SeeMoney", FarmAddresses.Money)];
}
