using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Orders;

/// <summary>Ends orders that were not paid in time, so that their stock is on sale again.</summary>
internal sealed partial class OrderExpiryJob(OrderService orders, IOptions<OrderOptions> options, TimeProvider clock, ILogger<OrderExpiryJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.ExpirySweepSeconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var ended = await orders.ExpireDueAsync(stoppingToken);
                if (ended > 0)
                {
                    LogEnded(ended);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next sweep tries again: what is due stays due.
                LogFailed(failure);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} unpaid orders ended; their stock is on sale again.")]
    private partial void LogEnded(int count);

    [LoggerMessage(LogLevel.Error, "Unpaid orders could not be ended.")]
    private partial void LogFailed(Exception failure);
}
