using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Matching.Market;

/// <summary>What both sides of the market are notified of, chosen together.</summary>
internal static class MatchNotifications
{
    public static readonly NotificationGroup Group = new("Matching", 50, typeof(MatchText), "Notify.Group.Matching")
    {
        Roles = [.. RoleRules.Sellers, MemberRole.Institution],
        MayBeSms = true,
    };
}
