using AgriMarket.Domain.Members;
using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Trade.Cases;

/// <summary>What is said about cases.</summary>
internal static class CaseNotifications
{
    private static readonly NotificationGroup Group = new("Cases", 46, typeof(CaseText), "Notify.Group.Cases")
    {
        Roles = [.. RoleRules.Sellers, MemberRole.Official],
    };

    /// <summary>To the seller: payouts are held, and why.</summary>
    public static readonly NotificationKind CaseOpened = new("CaseOpened", Group, typeof(CaseText), "Notify.CaseOpened")
    {
        Links = _ => [new("Notify.SeeMoney", FarmAddresses.Money)],
    };

    /// <summary>To the seller: how it ended, and why.</summary>
    public static readonly NotificationKind CaseDecided = new("CaseDecided", Group, typeof(CaseText), "Notify.CaseDecided")
    {
        Outcomes = ["Notify.Case.NothingFound", "Notify.Case.TakenBack"],
        Links = _ => [new("Notify.SeeMoney", FarmAddresses.Money)],
    };

    /// <summary>To the officials of the county: a second person has to decide.</summary>
    public static readonly NotificationKind CaseProposed = new("CaseProposed", Group, typeof(CaseText), "Notify.CaseProposed")
    {
        Links = _ => [new("Notify.SeeCases", GovernmentAddresses.Cases)],
    };
}
