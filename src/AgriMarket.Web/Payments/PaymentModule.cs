using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Shell;

namespace AgriMarket.Web.Payments;

internal static class PaymentModule
{
    public static void AddPayments(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PaymentService>();
        builder.Services.AddSingleton<IInvariants, PaymentInvariants>();
        builder.Services.AddSingleton<PaymentSignal>();
        builder.Services.AddSingleton<EventInbox>();
        builder.Services.AddOptions<PaymentOptions>().BindConfiguration(PaymentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddRefusals<PaymentText>("payment", "gateway");
        if (builder.Configuration[$"{PaymentOptions.Section}:{nameof(PaymentOptions.Provider)}"] == PaymentOptions.StripeName)
        {
            builder.AddStripe();
        }
    }
}
