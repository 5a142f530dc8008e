using AgriMarket.Domain.Members;
using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Trade.Audits;

/// <summary>What is said about audits of grants.</summary>
internal static class AuditNotifications
{
    private static readonly NotificationGroup Group = new("Audits", 46, typeof(AuditText), "Notify.Group.Audits")
    {
        Roles = [.. RoleRules.Sellers, MemberRole.Official],
    };

    /// <summary>To the seller: a parcel of theirs was drawn.</summary>
    public static readonly NotificationKind AuditAsked = new("AuditAsked", Group, typeof(AuditText), "Notify.AuditAsked")
    {
        Links = _ => [new("Notify.Answer", FarmAddresses.Audits)],
    };

    /// <summary>To the officials of the county: a seller has answered.</summary>
    public static readonly NotificationKind AuditAnswered = new("AuditAnswered", Group, typeof(AuditText), "Notify.AuditAnswered")
    {
        Links = _ => [new("Notify.Look", GovernmentAddresses.Audits)],
    };

    /// <summary>To the seller: what an official has decided, and why.</summary>
    public static readonly NotificationKind AuditDecided = new("AuditDecided", Group, typeof(AuditText), "Notify.AuditDecided")
    {
        Outcomes = ["Notify.Audit.Proven", "Notify.Audit.NotProven"],
        Links = _ => [new("Notify.See", FarmAddresses.Audits)],
    };

    /// <summary>To the seller: the time for an answer is over.</summary>
    public static readonly NotificationKind AuditLapsed = new("AuditLapsed", Group, typeof(AuditText), "Notify.AuditLapsed")
    {
        Links = _ => [new("Notify.See", FarmAddresses.Audits)],
    };
}
