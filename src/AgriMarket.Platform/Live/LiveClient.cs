using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace AgriMarket.Platform.Live;

/// <summary>
/// A connection of the hub. A batch is written once, as the bytes of its changes one behind the other: they were made once for
/// all who get them, in each protocol, and a stream of messages is what a protocol is.
/// </summary>
public sealed class LiveClient(LiveFeed feed, HubConnectionContext connection, LiveMeter meter, int maxBehind) : LiveWatcher(feed)
{
    /// <summary>Where a connection keeps its watcher.</summary>
    internal const string Key = "live";

    private long lastSeen;

    /// <summary>The watcher of the connection that a call came from.</summary>
    public static LiveClient Of(HubCallerContext call) => (LiveClient)call.Items[Key]!;

    /// <summary>Whether a browser may report now that it shows something: each only now and then.</summary>
    public bool MayReport()
    {
        var now = Environment.TickCount64;
        return now - Interlocked.Exchange(ref lastSeen, now) >= LiveMeter.ReportPause.TotalMilliseconds;
    }

    private protected override Task DeliverAsync(IReadOnlyCollection<LiveUpdate> batch, Action<Exception> onFailure)
    {
        if (batch.Count > maxBehind)
        {
            // It asks again for what it needs when it comes back.
            connection.Abort();
            return Task.CompletedTask;
        }

        var since = batch.Min(update => update.Since);
        var written = connection.WriteAsync(MessageOf(batch));
        if (written.IsCompletedSuccessfully)
        {
            meter.Written(since, batch.Count);
            return Task.CompletedTask;
        }

        return WaitAsync(written, since, batch.Count, onFailure);
    }

    private async Task WaitAsync(ValueTask written, long since, int changes, Action<Exception> onFailure)
    {
        try
        {
            await written;
            meter.Written(since, changes);
        }
        catch (Exception failure)
        {
            onFailure(failure);
        }
    }

    private SerializedHubMessage MessageOf(IReadOnlyCollection<LiveUpdate> batch)
    {
        if (batch.Count == 1)
        {
            return batch.First().Message;
        }

        var protocol = connection.Protocol;
        var bytes = new byte[batch.Sum(update => update.Message.GetSerializedMessage(protocol).Length)];
        var written = 0;
        foreach (var update in batch)
        {
            var message = update.Message.GetSerializedMessage(protocol);
            message.CopyTo(bytes.AsMemory(written));
            written += message.Length;
        }

        return new([new SerializedMessage(protocol.Name, bytes)]);
    }
}
