using System.Threading.Channels;

namespace AgriMarket.Platform.Jobs;

/// <summary>Says that there may be something to do, so that nobody waits for a job's next time.</summary>
public class JobSignal
{
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Raise() => raised.Writer.TryWrite(true);

    /// <summary>Waits until it is raised; what was raised before counts.</summary>
    public async Task WaitAsync(CancellationToken stop) => await raised.Reader.ReadAsync(stop);
}
