using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Outgoing;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Money.Payments.Worker;

/// <summary>
/// Does, one after the other, what is due at the gateway. One run at a time in a process; several processes do no harm.
/// </summary>
internal sealed class PaymentWorker(GatewayEventProcessor events, OutgoingPayments operations) : IDisposable
{
    /// <summary>More than any chain of things that make each other due; what is beyond it the next run finds.</summary>
    private const int MostPasses = 20;

    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Handles events, asks about pages, and sends money, until nothing is due.</summary>
    public async Task RunAsync(CancellationToken stop = default)
    {
        await turn.WaitAsync(stop);
        try
        {
            await events.AskDueAsync(stop);
            for (var (pass, done) = (0, 1); pass < MostPasses && done > 0; pass++)
            {
                // What was done may have made something else due; what failed has a later time. What could not be stored waits for the next
                // round.
                done =
                    await events.RunDueAsync(stop)
                    + await operations.RefundDueAsync(stop)
                    + await operations.PayOutDueAsync(stop)
                    + await operations.TakeBackDueAsync(stop);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}

/// <summary>Runs the worker: whenever something may be due, and every so often in any case.</summary>
internal sealed class PaymentJob(
    PaymentWorker worker,
    PaymentSignal signal,
    DueWork due,
    IOptions<PaymentOptions> options,
    TimeProvider clock,
    ILogger<PaymentJob> log
)
    : RecurringJob(
        TimeSpan.FromSeconds(options.Value.IntervalSeconds),
        clock,
        log,
        due.SignalOf(
            signal,
            GatewayEventProcessor.Ask,
            GatewayEventProcessor.Event,
            OutgoingPayments.Refunding,
            OutgoingPayments.PayingOut,
            OutgoingPayments.TakingBack
        )
    )
{
    protected override async Task<int> RunAsync(CancellationToken stop)
    {
        await worker.RunAsync(stop);
        return 0;
    }
}
