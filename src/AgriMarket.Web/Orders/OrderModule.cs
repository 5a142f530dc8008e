using AgriMarket.Web.Payments;

namespace AgriMarket.Web.Orders;

internal static class OrderModule
{
    public static void AddOrders(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<OrderOptions>().BindConfiguration(OrderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<OrderService>();
        builder.Services.AddSingleton<FarmOrderReads>();
        builder.Services.AddSingleton<SettlePayment>(OrderService.SettleAsync);
        builder.Services.AddHostedService<OrderExpiry>();
    }
}
