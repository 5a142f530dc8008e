using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using AgriMarket.Benchmarks.Live;
using AgriMarket.Benchmarks.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Benchmarks.Flood;

/// <summary>What comes from one address.</summary>
/// <param name="From">The address: any of 127.0.0.0/8 is this machine.</param>
/// <param name="Circuits">How many circuits it tries to open.</param>
/// <param name="Calls">How many requests and calls to the hub it sends at least; it goes on until it is stopped.</param>
internal sealed record FloodVisit(int Port, string From, int Circuits, int Calls, Guid[] LotIds);

/// <summary>What became of it.</summary>
internal sealed record FloodResult(int Opened, int NotOpened, int Answered, int Refused, int HubCalls);

/// <summary>
/// Somebody with one address and no manners, in a process of their own that gives way to the server: a flood comes from other
/// machines, and only what it costs the server is of interest.
/// </summary>
internal sealed class FloodClients : IDisposable
{
    public const string Verb = "flood-clients";

    private const int AtOnce = 32;
    private const int Lines = 50;
    private const string Page = "cart";

    private readonly ClientProcess process = new(Verb);

    public static async Task<FloodClients> StartAsync(FloodVisit visit)
    {
        var clients = new FloodClients();
        await clients.process.SayAsync(JsonSerializer.Serialize(visit));
        await clients.process.HearAsync();
        return clients;
    }

    /// <summary>Ends when everything that was to be sent has been.</summary>
    public Task<string> AllSentAsync() => process.HearAsync();

    public async Task<FloodResult> StopAsync()
    {
        await process.SayAsync("stop");
        return JsonSerializer.Deserialize<FloodResult>(await process.HearAsync())!;
    }

    public void Dispose() => process.Dispose();

    /// <summary>The clients' own side.</summary>
    public static async Task RunAsync()
    {
        using (var self = Process.GetCurrentProcess())
        {
            self.PriorityClass = ProcessPriorityClass.BelowNormal;
        }

        var visit = JsonSerializer.Deserialize<FloodVisit>(await Console.In.ReadLineAsync() ?? "")!;
        using var stop = new CancellationTokenSource();
        using var flood = new Flood(visit, stop.Token);
        Console.WriteLine("ready");
        var all = flood.RunAsync();
        await flood.AllSent;
        Console.WriteLine("sent");
        await Console.In.ReadLineAsync();
        await stop.CancelAsync();
        await all;
        Console.WriteLine(JsonSerializer.Serialize(flood.Result));
    }

    /// <summary>Connections that come from an address.</summary>
    internal static SocketsHttpHandler From(string address) =>
        new()
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };

    private sealed class Flood(FloodVisit visit, CancellationToken stop) : IDisposable
    {
        private readonly HttpMessageInvoker sockets = new(From(visit.From));
        private readonly HttpClient http = new(From(visit.From)) { BaseAddress = new($"http://localhost:{visit.Port}") };
        private readonly TaskCompletionSource allSent = new();
        private int opened;
        private int notOpened;
        private int answered;
        private int refused;
        private int hubCalls;

        public Task AllSent => allSent.Task;

        public FloodResult Result => new(opened, notOpened, answered, refused, hubCalls);

        public Task RunAsync() =>
            Task.WhenAll([
                Task.Run(OpenCircuitsAsync),
                .. Enumerable.Range(0, AtOnce).Select(_ => Task.Run(AskAsync)),
                .. Enumerable.Range(0, Lines).Select(_ => Task.Run(WatchAsync)),
            ]);

        public void Dispose()
        {
            sockets.Dispose();
            http.Dispose();
        }

        private void Count(ref int what)
        {
            Interlocked.Increment(ref what);
            if (opened + notOpened >= visit.Circuits && answered + refused + hubCalls >= visit.Calls)
            {
                allSent.TrySetResult();
            }
        }

        private async Task OpenCircuitsAsync()
        {
            // One page's components in every circuit: what they show is of no interest, what they cost is.
            var (operations, state) = await CircuitClients.ReadAsync(http, Page);
            await Parallel.ForEachAsync(
                Enumerable.Range(0, visit.Circuits),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (_, _) =>
                {
                    var hub = Hub("/_blazor", new BlazorPack());
                    try
                    {
                        await hub.StartAsync(stop);
                        await hub.InvokeAsync<string>("StartCircuit", $"{http.BaseAddress}", $"{http.BaseAddress}{Page}", "[]", "", stop);
                        await hub.SendAsync("UpdateRootComponents", operations, state, stop);
                        Count(ref opened);
                    }
                    catch (Exception failure) when (failure is WebSocketException or HttpRequestException or OperationCanceledException)
                    {
                        await hub.DisposeAsync();
                        Count(ref notOpened);
                    }
                }
            );
        }

        /// <summary>Pages that are made for each visitor, the dearest that anybody may ask for.</summary>
        private async Task AskAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/");
                request.Headers.Add("Cookie", $"cart={Guid.NewGuid()}");
                using var answer = await http.SendAsync(request, CancellationToken.None);
                await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
                if (answer.IsSuccessStatusCode)
                {
                    Count(ref answered);
                }
                else
                {
                    Count(ref refused);
                }
            }
        }

        /// <summary>One call after the other over one line, each for as many lots as may be named.</summary>
        private async Task WatchAsync()
        {
            await using var hub = Hub("/hubs/stock", null);
            await hub.StartAsync(stop);
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await hub.InvokeAsync("WatchLots", visit.LotIds, stop);
                    Count(ref hubCalls);
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    return;
                }
            }
        }

        private HubConnection Hub(string path, IHubProtocol? protocol)
        {
            var builder = new HubConnectionBuilder().WithUrl(
                new Uri(http.BaseAddress!, path),
                HttpTransportType.WebSockets,
                options =>
                {
                    options.SkipNegotiation = true;
                    options.WebSocketFactory = async (context, cancel) =>
                    {
                        var socket = new ClientWebSocket();
                        await socket.ConnectAsync(context.Uri, sockets, cancel);
                        return socket;
                    };
                }
            );
            if (protocol is not null)
            {
                builder.Services.AddSingleton(protocol);
            }

            return builder.Build();
        }
    }
}
