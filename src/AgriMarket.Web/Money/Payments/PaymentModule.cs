using AgriMarket.Platform.Api;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Money.Addresses;
using AgriMarket.Web.Money.Payments.Admin;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Gateways.Stripe;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.Money.Payments.PayeeChoices;
using AgriMarket.Web.Money.Payments.Worker;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Money.Payments;

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
        services.AddSingleton<SandboxReportJob>();
        services.AddHostedService(provider => provider.GetRequiredService<SandboxReportJob>());

        services.AddSingleton<PaymentService>();
        services.AddSingleton<PaymentRecorder>();
        services.AddSingleton<PaymentSignal>();
        services.AddSingleton<GatewayEventInbox>();
        services.AddSingleton<GatewayEventProcessor>();
        services.AddSingleton<OutgoingPayments>();
        services.AddSingleton<PaymentWorker>();
        services.AddHostedService<PaymentJob>();
        services.AddDueWork<PaymentText>(
            "payment.ask",
            "payment.event",
            "payment.refund",
            "payout.send",
            "payout.take-back",
            "sandbox.report"
        );
        services.AddRefusals<PaymentText>("payment", "gateway", "payout");
        services.AddRefusalsForHelp("payment.may-not", "payment.no-charge", "payout.no-account", "gateway.refused", "gateway.unreachable");
        services.AddSingleton<IInvariants, PaymentInvariants>();
        AddPayouts(services);
        AddPaymentAdmin(services);
    }

    /// <summary>
    /// Whether the market may open with the money it takes; otherwise a sentence on the console. Asked when it opens and not of verbs,
    /// which take none: a database can be checked on any machine.
    /// </summary>
    public static bool HasMoneyThatIsMeant(this WebApplication app)
    {
        var payments = app.Services.GetRequiredService<IOptions<PaymentOptions>>().Value;
        if (!app.Environment.IsProduction() || !payments.IsSandbox || payments.AllowSandbox)
        {
            return true;
        }

        Console.Error.WriteLine(
            "Payments:Provider is \"sandbox\", but this is Production, where test money would buy real goods. Set Payments:Provider to "
                + "\"stripe\", or, to try the market out, Payments:AllowSandbox to true (environment variable Payments__AllowSandbox=true)."
        );
        return false;
    }

    private static void AddPayouts(IServiceCollection services)
    {
        services.AddSingleton<PayoutReads>();
        services.AddSingleton<PayoutRecorder>();
        services.AddSingleton<ClaimRecorder>();
        services.AddSingleton<PayoutHolds>();
        services.AddSingleton<PayoutAccounts>();
        services.AddSingleton<IRoleRevocation, PayeeRevocation>();
        services.AddNavItem<PayoutText>(
            new(NavPlaces.BackOffice, 70, "Backoffice.Payees", MoneyAddresses.Payees) { Policy = Policies.Official, Picture = "coin" }
        );
    }

    private static void AddPaymentAdmin(IServiceCollection services)
    {
        services.AddSingleton<PaymentAdmin>();
        services.AddActKinds(PaymentActs.Return, PaymentActs.DealWith);
        services.AddSingleton<PaymentAdminReads>();
        services.AddNavItem<PaymentText>(
            new(NavPlaces.BackOffice, 100, "Backoffice.Payments", MoneyAddresses.Payments)
            {
                Policy = Policies.Administrator,
                Picture = "wallet",
            }
        );
    }
}
