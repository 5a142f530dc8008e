using AgriMarket.Domain.Backlog;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Government.Backlog;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Trade.Quotes;

namespace AgriMarket.Web.Aid.Forecasts;

internal static class ForecastModule
{
    public static void AddForecasts(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<ForecastSettings>()
            .BindConfiguration($"{SellingOptions.Section}:Forecast")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder
            .Services.AddOptions<RiskThresholds>()
            .BindConfiguration($"{SellingOptions.Section}:Risk")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<LotForecasts>();
        builder.Services.AddScoped<ForecastFormatter>();
        builder.Services.AddNotificationKinds(ForecastNotifications.LotAtRisk);
        builder.Services.AddDueWork<BacklogText>("forecast.notify", "forecast.refresh");
        builder.Services.AddHostedService<ForecastRefresher>();
    }
}
