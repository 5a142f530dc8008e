using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Shell;

namespace AgriMarket.Web.Payments;

internal static class PaymentModule
{
    public static void AddPayments(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PaymentOptions>().BindConfiguration(PaymentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        if (builder.Configuration[$"{PaymentOptions.Section}:{nameof(PaymentOptions.Provider)}"] == PaymentOptions.StripeName)
        {
            builder.AddStripe();
        }
        else
        {
            services.AddSingleton<IPaymentGateway, SandboxGateway>();
        }

        services.AddSingleton<SandboxBank>();
        services.AddSingleton<SandboxTeller>();
        services.AddHostedService(provider => provider.GetRequiredService<SandboxTeller>());

        services.AddSingleton<PaymentService>();
        services.AddSingleton<PaymentBook>();
        services.AddSingleton<PaymentSignal>();
        services.AddSingleton<EventInbox>();
        services.AddSingleton<GatewayNews>();
        services.AddSingleton<GatewayErrands>();
        services.AddSingleton<PaymentRounds>();
        services.AddHostedService<PaymentRoundsJob>();
        services.AddSingleton<PayoutReads>();
        services.AddSingleton<PayoutBook>();
        services.AddSingleton<PayoutAccounts>();
        services.AddSingleton<PaymentDesk>();
        services.AddSingleton<PaymentDeskReads>();

        services.AddSingleton<IInvariants, PaymentInvariants>();
        services.AddRefusals<PaymentText>("payment", "gateway", "payout");
    }
}
