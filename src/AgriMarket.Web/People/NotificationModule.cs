using AgriMarket.Platform.Api;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Email;
using AgriMarket.Web.People.NotificationCenter;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.NotificationSending;
using AgriMarket.Web.People.Sms;
using AgriMarket.Web.People.WebPush;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.People;

internal static class NotificationModule
{
    public static void AddNotifications(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<NotificationOptions>()
            .BindConfiguration(NotificationOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<NotificationService>();
        builder.Services.AddSingleton<NotificationReads>();
        builder.Services.AddSingleton<NotificationSummaries>();
        builder.Services.AddSingleton<NotificationEmails>();
        builder.Services.AddSingleton<INotificationChannel, MailChannel>();
        builder.Services.AddSingleton<INotificationChannel, SmsChannel>();
        builder.Services.AddWebPush();
        builder.Services.AddSingleton<NotificationChannels>();
        builder.Services.AddSingleton<NotificationSender>();
        builder.Services.AddSingleton<NotificationKinds>();
        builder.Services.AddScoped<NotificationFormatter>();
        builder.Services.AddRefusals<NotificationText>("notification", "push");
        builder.Services.AddDueWork<NotificationText>(
            "notification.mail",
            "notification.sms",
            "notification.push",
            NotificationSender.Lost
        );
        builder.Services.AddHostedService<NotificationJob>();
        builder.Services.AddSingleton<CountUnread>(services => services.GetRequiredService<NotificationReads>().UnreadAsync);
        builder.Services.AddNavItem<NotificationText>(
            new(NavPlaces.Me, 20, "Me.Notifications", PeopleAddresses.Notifications) { Picture = "bell", Badge = typeof(NotificationCount) }
        );
        builder.Services.AddSingleton(new ShellPart(ShellSlot.TopBar, typeof(NotificationBell)));
        builder.Services.AddSingleton(new ShellPart(ShellSlot.WorkingPage, typeof(NotificationToast)));
    }

    private static void AddWebPush(this IServiceCollection services)
    {
        services.AddOptions<WebPushOptions>().BindConfiguration(WebPushOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(PushTransport.OfTheInternet);
        services.AddSingleton<SubscriptionService>();
        services.AddSingleton<INotificationChannel, PushChannel>();
    }
}
