using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.OrderSettlement;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Orders;

/// <summary>Ends orders that were not paid in time, so that their stock is on sale again.</summary>
internal sealed class OrderExpiryJob(
    OrderService orders,
    DueWork due,
    IOptions<OrderOptions> options,
    TimeProvider clock,
    ILogger<OrderExpiryJob> log
)
    : RecurringJob(
        TimeSpan.FromSeconds(options.Value.ExpiryIntervalSeconds),
        clock,
        log,
        due.SignalOf(null, ExpiredOrders.Name),
        atOnce: false
    )
{
    protected override Task<int> RunAsync(CancellationToken stop) => orders.ExpireDueAsync(stop);
}
