using System.Threading.Channels;

namespace AgriMarket.Web.Money.Payments.Gateways;

/// <summary>Says that there may be something to do at the gateway, so that nobody waits for the next round.</summary>
public sealed class PaymentSignal
{
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => raised.Writer.TryWrite(true);

    /// <summary>Waits until it is raised; what was raised before counts.</summary>
    public async Task WaitAsync(CancellationToken stop) => await raised.Reader.ReadAsync(stop);
}
