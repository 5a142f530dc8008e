using AgriMarket.Web.Payments;
using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Shell;

namespace AgriMarket.Web.Orders;

internal static class OrderModule
{
    public static void AddOrders(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<OrderOptions>().BindConfiguration(OrderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<OrderService>();
        builder.Services.AddSingleton<FarmOrderReads>();
        builder.Services.AddSingleton<RefundRights>();
        builder.Services.AddSingleton<RefundService>();
        builder.Services.AddSingleton<SettlePayment>(PaidOrders.SettleAsync);
        builder.Services.AddSingleton<ExtendTime>(OrderHolds.ExtendAsync);
        builder.Services.AddSingleton<DisputeNews>();
        builder.Services.AddSingleton<TellOfDispute>(services => services.GetRequiredService<DisputeNews>().TellAsync);
        builder.Services.AddSingleton<ParcelPayouts>();
        builder.Services.AddHostedService<ParcelPayoutsJob>();
        builder.Services.AddHostedService<OrderExpiry>();
        builder.Services.AddSingleton<OrderReads>();
        builder.Services.AddSingleton<DeskOrderReads>();
        builder.Services.AddSingleton<OrderLists>();
        builder.Services.AddSingleton<CarrierNames>();
        builder.Services.AddSingleton<CartService>();
        builder.Services.AddSingleton<IInvariants, OrderInvariants>();
        builder.Services.AddRefusals<OrderText>("order", "quote", "address", "freight", "parcel", "refund");
        builder.Services.AddRefusals<CartText>("cart");
        builder.Services.AddSingleton<CountCart>(services =>
        {
            var carts = services.GetRequiredService<CartService>();
            return context => CartCookie.Read(context) is { } cartId ? carts.CountAsync(cartId) : Task.FromResult(0);
        });
    }
}
