using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.Money.PayoutNotifications;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Money;

/// <summary>Payments know of nobody who is told of them: it is handed in to them here.</summary>
internal static class PayoutNotificationModule
{
    public static void AddPayoutNotifications(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PayoutNotifier>();
        builder.Services.AddSingleton<NotifyPayout>(services => services.GetRequiredService<PayoutNotifier>().EndedAsync);
        builder.Services.AddSingleton<NotifyPayee>(services => services.GetRequiredService<PayoutNotifier>().PayeeAsync);
        builder.Services.AddNotificationKinds(
            PayoutKinds.PayoutSent,
            PayoutKinds.PayoutFailed,
            PayoutKinds.PayoutStuck,
            PayoutKinds.PayeeAsked,
            PayoutKinds.PayeeAnswered
        );
    }
}
