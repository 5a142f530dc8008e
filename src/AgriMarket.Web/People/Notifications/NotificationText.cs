namespace AgriMarket.Web.People.Notifications;

/// <summary>Names the resource files NotificationText.resx (Chinese) and NotificationText.en.resx.</summary>
internal sealed class NotificationText;
