using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Api;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Government.Orders;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.OwnData;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Shop.Cart;
using AgriMarket.Web.Trade.OrderAudit;
using AgriMarket.Web.Trade.OrderNotifications;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.OrderSettlement;
using AgriMarket.Web.Trade.OrderViews;
using AgriMarket.Web.Trade.Refunds;
using AgriMarket.Web.Trade.Reservations;
using AgriMarket.Web.Trade.SalesFigures;

namespace AgriMarket.Web.Trade.Orders;

internal static class OrderModule
{
    public static void AddOrders(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<OrderOptions>()
            .BindConfiguration(OrderOptions.Section)
            .ValidateDataAnnotations()
            .Validate(options => options.Unpaid.IsSound, "Orders:Unpaid: every bound is above zero, and a percentage 100 at the most.")
            .ValidateOnStart();
        builder.Services.AddSingleton<KnownBuyers>();
        builder.Services.AddSingleton<UnpaidReservations>();
        builder.Services.AddHostedService<UnpaidReservationsJob>();
        builder.Services.AddSingleton<OrderService>();
        builder.Services.AddOrderLimits();
        builder.Services.AddSingleton<FarmOrderReads>();
        builder.Services.AddSingleton<IPersonalData, OrderPersonalData>();
        builder.Services.AddSingleton<RefundRights>();
        builder.Services.AddSingleton<RefundService>();
        builder.Services.AddSingleton(SettlePayments);
        builder.Services.AddSingleton<PaidForNumber>(Order.NumberOf);
        builder.Services.AddSingleton<ExtendTime>(OrderHolds.ExtendAsync);
        builder.Services.AddSingleton<DisputeNotifier>();
        builder.Services.AddSingleton<NotifyDispute>(services => services.GetRequiredService<DisputeNotifier>().NotifyAsync);
        builder.Services.AddSingleton<ParcelPayouts>();
        builder.Services.AddHostedService<ParcelPayoutsJob>();
        builder.Services.AddHostedService<OrderExpiryJob>();
        builder.Services.AddSingleton<OrderReads>();
        builder.Services.AddSingleton<OrderLists>();
        builder.Services.AddSingleton<CarrierNames>();
        builder.Services.AddSingleton<IInvariants, OrderInvariants>();
        builder.Services.AddSingleton<IInvariants, SalesFiguresInvariants>();
        builder.Services.AddActKinds(RefundActs.Refund);
        builder.Services.AddNotificationKinds(DisputeNotifications.PaymentDisputed, DisputeNotifications.DisputeEnded);
        builder.Services.AddOrderNotifications();
        builder.Services.AddRefusals<OrderText>("order", "quote", "address", "freight", "parcel", "refund");
        builder.Services.AddRefusalsForHelp(
            "freight.no-route",
            "order.unpaid-network",
            "refund.shipped",
            "refund.by-review",
            "refund.taken-back",
            "refund.own"
        );
        builder.Services.AddDueWork<OrderText>("order.expire", "parcel.pay-out");
    }

    private static SettlePayment SettlePayments(IServiceProvider services)
    {
        var (reservations, notifier) = (services.GetRequiredService<UnpaidReservations>(), services.GetRequiredService<BuyerNotifier>());
        return async (scope, orderId) =>
            await notifier.SettledAsync(scope, orderId, await PaidOrders.SettleAsync(scope, reservations, orderId));
    }

    private static void AddOrderNotifications(this IServiceCollection services)
    {
        services.AddSingleton<BuyerNotifier>();
        services.AddSingleton<NewOrderNotifier>();
        services.AddHostedService<NewOrderJob>();
        services.AddDueWork<OrderText>(NewOrderNotifier.Name);
        services.AddNotificationKinds(
            BuyerNotifications.ParcelShipped,
            BuyerNotifications.OrderRefunded,
            BuyerNotifications.PaidTooLate,
            SaleNotifications.OrdersCame
        );
    }
}
