using AgriMarket.Web.Platform.Shell;

namespace AgriMarket.Web.Payments;

internal static class PaymentModule
{
    public static void AddPayments(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PaymentService>();
        builder.Services.AddRefusals<PaymentText>("payment");
    }
}
