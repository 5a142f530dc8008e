using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Outgoing;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Money.Payments;

/// <summary>Does, one after the other, what is due at the gateway. One round at a time in a process; several processes do no harm.</summary>
internal sealed class PaymentWorker(GatewayEventProcessor news, OutgoingPayments errands) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Looks into news, asks about pages, and sends money, until nothing is due.</summary>
    public async Task RunAsync(CancellationToken stop = default)
    {
        await turn.WaitAsync(stop);
        try
        {
            await news.AskDueAsync(stop);
            while (await news.RunDueAsync(stop) + await errands.RefundDueAsync(stop) + await errands.PayOutDueAsync(stop) + await errands.TakeBackDueAsync(stop) > 0)
            {
                // What was done may have made something else due; what failed has a later time. What could not be stored waits for the next round.
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}

/// <summary>Runs the rounds: whenever something may be due, and every so often in any case.</summary>
internal sealed partial class PaymentJob(PaymentWorker rounds, PaymentSignal signal, IOptions<PaymentOptions> options, TimeProvider clock, ILogger<PaymentJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.RoundSeconds), clock);
        var (tick, raised) = (timer.WaitForNextTickAsync(stoppingToken).AsTask(), signal.WaitAsync(stoppingToken));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await rounds.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // What is due stays due.
                LogFailed(failure);
            }

            await Task.WhenAny(tick, raised);
            tick = tick.IsCompleted ? timer.WaitForNextTickAsync(stoppingToken).AsTask() : tick;
            raised = raised.IsCompleted ? signal.WaitAsync(stoppingToken) : raised;
        }
    }

    [LoggerMessage(LogLevel.Error, "What is due at the payment gateway could not be done.")]
    private partial void LogFailed(Exception failure);
}
