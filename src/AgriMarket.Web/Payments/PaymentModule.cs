using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Shell;

namespace AgriMarket.Web.Payments;

internal static class PaymentModule
{
    public static void AddPayments(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PaymentService>();
        builder.Services.AddSingleton<IInvariants, PaymentInvariants>();
        builder.Services.AddRefusals<PaymentText>("payment");
    }
}
