namespace AgriMarket.Web.People.Notifications;

/// <summary>What can be watched of notifications.</summary>
public static class NotificationTopics
{
    /// <summary>What one member is notified of.</summary>
    public static string Member(Guid memberId) => $"notifications:{memberId}";
}
