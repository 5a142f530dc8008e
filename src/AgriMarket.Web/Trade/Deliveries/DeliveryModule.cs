using AgriMarket.Platform.Api;
using AgriMarket.Platform.Audit;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Trade.Deliveries;

internal static class DeliveryModule
{
    public static void AddDeliveries(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DeliveryPolicy>();
        services.AddSingleton<DeliveryDecider>();
        services.AddSingleton<DeliveryReviewService>();
        services.AddSingleton<DeliveryReviewReads>();
        services.AddSingleton<IInvariants, DeliveryInvariants>();
        services.AddRefusals<DeliveryText>("delivery", "carrier");
        services.AddRefusalsForHelp("delivery.own");
        services.AddActKinds(DeliveryActs.Decide);
        services.AddNotificationKinds(DeliveryNotifications.DeliveryAsked, DeliveryNotifications.DeliveryDecided);
    }
}
