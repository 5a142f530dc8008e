using AgriMarket.Web.People.Email;

namespace AgriMarket.Web.People.Notifications;

internal static class NotificationModule
{
    public static void AddNotices(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<NotificationOptions>().BindConfiguration(NotificationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<NotificationService>();
        builder.Services.AddSingleton<NotificationReads>();
        builder.Services.AddSingleton<NotificationEmails>();
        builder.Services.AddSingleton<NotificationMailer>();
        builder.Services.AddScoped<NotificationFormatter>();
        builder.Services.AddHostedService<NotificationMailJob>();
        builder.Services.AddSingleton<CountUnread>(services => services.GetRequiredService<NotificationReads>().UnreadAsync);
    }
}
