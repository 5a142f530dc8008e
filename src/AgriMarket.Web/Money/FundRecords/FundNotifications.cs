using AgriMarket.Web.Money.Addresses;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Money.FundRecords;

/// <summary>What officials are notified of about funds.</summary>
internal static class FundNotifications
{
    private static readonly NotificationGroup Group = new("Funds", 30, typeof(FundText), "Notify.Group.Funds");

    /// <summary>To officials: how far a fund is used.</summary>
    public static readonly NotificationKind FundUsed = new("FundUsed", Group, typeof(FundText), "Notify.FundUsed")
    {
        Links = about => [new("Notify.SeeFund", MoneyAddresses.Fund(about.FundId ?? default))],
    };
}
