using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace AgriMarket.Benchmarks.Live;

/// <summary>Many clients of a hub, each on a socket of its own.</summary>
internal sealed class LiveCrowd(LiveWatch watch, Guid[] lotIds) : IAsyncDisposable
{
    private const int LotsEach = 20;
    private const int ConnectingAtOnce = 64;

    /// <summary>As often as a real client says that it is there.</summary>
    private static readonly TimeSpan PingPause = TimeSpan.FromSeconds(12);

    private readonly Dictionary<Guid, int> places = lotIds.Select((id, place) => (id, place)).ToDictionary(lot => lot.id, lot => lot.place);
    private readonly List<LiveSocket> clients = [];
    private readonly CancellationTokenSource leaving = new();
    private readonly IHubProtocol protocol = watch.Protocol == "json" ? new JsonHubProtocol() : new MessagePackHubProtocol();

    public long Frames => clients.Sum(client => client.Frames);

    /// <summary>What ended the first client that has ended; null while all are there.</summary>
    public Exception? Failure => clients.Select(client => client.Failure).FirstOrDefault(failure => failure is not null);

    public async Task ConnectAsync()
    {
        var dice = new Random(7);
        for (var i = 0; i < watch.Clients; i++)
        {
            // A few thousand from each address of this machine, so that no address runs out of ports.
            var from = new IPAddress([127, 0, 0, (byte)(1 + (i / 4_000))]);
            clients.Add(
                new(
                    from,
                    watch.Port,
                    protocol,
                    places,
                    dice.GetItems(Enumerable.Range(0, lotIds.Length).ToArray(), LotsEach).Distinct().ToArray()
                )
            );
        }

        foreach (var some in clients.Chunk(ConnectingAtOnce))
        {
            await Task.WhenAll(some.Select(client => client.WatchAsync(watch.Path, watch.Method, lotIds)));
        }

        _ = PingAsync();
    }

    public void Mark() => clients.ForEach(client => client.Mark());

    public Arrival[] Arrivals() => [.. clients.SelectMany(client => client.Arrivals)];

    public Arrival[] Last() => [.. clients.SelectMany(client => client.Last)];

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        clients.ForEach(client => client.Dispose());
        leaving.Dispose();
    }

    private async Task PingAsync()
    {
        var ping = protocol.GetMessageBytes(PingMessage.Instance);
        while (!leaving.IsCancellationRequested)
        {
            foreach (var some in clients.Chunk(Math.Max(1, clients.Count / 100)))
            {
                foreach (var client in some)
                {
                    client.Send(ping);
                }

                await Task.Delay(PingPause / 100, leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
