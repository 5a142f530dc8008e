using AgriMarket.Web.Platform.Shell;

namespace AgriMarket.Web.Notices;

internal static class NoticeModule
{
    public static void AddNotices(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<NoticeOptions>().BindConfiguration(NoticeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<NoticeService>();
        builder.Services.AddSingleton<NoticeReads>();
        builder.Services.AddSingleton<NoticeLetters>();
        builder.Services.AddSingleton<NoticeMailer>();
        builder.Services.AddScoped<NoticeWords>();
        builder.Services.AddHostedService<NoticeMailing>();
        builder.Services.AddSingleton<CountUnread>(services => services.GetRequiredService<NoticeReads>().UnreadAsync);
    }
}
