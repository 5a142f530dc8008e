using AgriMarket.Domain.Members;
using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>What members are notified of about reports of unsold goods.</summary>
internal static class UnsoldNotifications
{
    private static readonly NotificationGroup Group = new("Unsold", 20, typeof(UnsoldText), "Notify.Group.Unsold")
    {
        Roles = [.. RoleRules.Sellers, MemberRole.Official],
    };

    /// <summary>To the officials of a region: somebody reports unsold goods.</summary>
    public static readonly NotificationKind UnsoldReported = new("UnsoldReported", Group, typeof(UnsoldText), "Notify.UnsoldReported")
    {
        Links = _ => [new("Notify.SeeReports", GovernmentAddresses.UnsoldReports)],
    };

    /// <summary>To whoever reported unsold goods: what became of them.</summary>
    public static readonly NotificationKind UnsoldEnded = new("UnsoldEnded", Group, typeof(UnsoldText), "Notify.UnsoldEnded")
    {
        Outcomes = ["Notify.Outcome.Sold", "Notify.Outcome.Matched", "Notify.Outcome.Donated", "Notify.Outcome.WrittenOff"],
        Links = about =>
            [new("Notify.SeeReports", about.ForOfficial ? $"{GovernmentAddresses.UnsoldReports}?show=all" : FarmAddresses.Unsold)],
    };
}

/// <summary>What is noted of reports of unsold goods.</summary>
internal static class UnsoldActs
{
    public static readonly ActKind Decide = new("act.unsold-decide", typeof(UnsoldText), "Act.Decide");
}
