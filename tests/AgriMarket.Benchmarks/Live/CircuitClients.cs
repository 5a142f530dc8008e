using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgriMarket.Benchmarks.Support;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Benchmarks.Live;

/// <summary>What the browsers of a run do.</summary>
/// <param name="Page">The page whose components they bring to life; null for a circuit with nothing in it.</param>
internal sealed record CircuitVisit(int Port, string? Page, string Cookie, int Count);

/// <summary>
/// Browsers without a screen, in a process of their own: they fetch a page, start its circuit, and take in what it renders.
/// </summary>
internal sealed partial class CircuitClients : IDisposable
{
    public const string Verb = "circuit-clients";

    private const int AtOnce = 8;

    private readonly ClientProcess process = new(Verb);

    public static async Task<CircuitClients> OpenAsync(CircuitVisit visit)
    {
        var clients = new CircuitClients();
        await clients.process.SayAsync(JsonSerializer.Serialize(visit));
        var said = await clients.process.HearAsync();
        return said == "open" ? clients : throw new InvalidOperationException(said);
    }

    public void Dispose() => process.Dispose();

    public static async Task RunAsync()
    {
        var visit = JsonSerializer.Deserialize<CircuitVisit>(await Console.In.ReadLineAsync() ?? "")!;
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new($"http://localhost:{visit.Port}"),
        };
        http.DefaultRequestHeaders.Add("Cookie", visit.Cookie);
        var open = new List<HubConnection>();
        try
        {
            while (open.Count < visit.Count)
            {
                open.AddRange(
                    await Task.WhenAll(Enumerable.Range(0, Math.Min(AtOnce, visit.Count - open.Count)).Select(_ => StartAsync(http, visit)))
                );
            }

            Console.WriteLine("open");
        }
        catch (Exception failure)
        {
            Console.WriteLine(failure.ToString().ReplaceLineEndings(" "));
        }

        await Console.In.ReadLineAsync();
    }

    private static async Task<HubConnection> StartAsync(HttpClient http, CircuitVisit visit)
    {
        var builder = new HubConnectionBuilder().WithUrl(
            new Uri(http.BaseAddress!, "/_blazor"),
            HttpTransportType.WebSockets,
            options =>
            {
                options.Headers["Cookie"] = visit.Cookie;
                options.SkipNegotiation = true;
            }
        );
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        var hub = builder.Build();
        var (rendered, failed) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        hub.On<long, byte[]>(
            "JS.RenderBatch",
            async (batch, _) =>
            {
                await hub.SendAsync("OnRenderCompleted", batch, null);
                rendered.TrySetResult();
            }
        );
        hub.On<string>("JS.Error", error => failed.TrySetResult(error));
        // What the page asks of a browser is answered with nothing; the shape of the call has grown with the framework.
        hub.On(
            "JS.BeginInvokeJS",
            [typeof(long), typeof(string), typeof(string), typeof(int), typeof(long), typeof(int)],
            async (call, _) =>
            {
                if (call[0] is long handle and not 0)
                {
                    await hub.SendAsync("EndInvokeJSFromDotNet", handle, true, $"[{handle},true,null]");
                }
            },
            new object()
        );
        await hub.StartAsync();
        var address = new Uri(http.BaseAddress!, visit.Page ?? "/").ToString();
        await hub.InvokeAsync<string>("StartCircuit", http.BaseAddress!.ToString(), address, "[]", "");
        if (visit.Page is not null)
        {
            var (operations, state) = await ReadAsync(http, visit.Page);
            await hub.SendAsync("UpdateRootComponents", operations, state);
            if (await Task.WhenAny(rendered.Task, failed.Task, Task.Delay(TimeSpan.FromSeconds(30))) != rendered.Task)
            {
                throw new InvalidOperationException(
                    $"{visit.Page} was not rendered: {(failed.Task.IsCompleted ? await failed.Task : "no answer")}"
                );
            }
        }

        return hub;
    }

    /// <summary>What a browser sends to bring a page's components to life.</summary>
    internal static async Task<(string Operations, string State)> ReadAsync(HttpClient http, string page)
    {
        var html = await http.GetStringAsync(page);
        var operations = Marker()
            .Matches(html)
            .Select((marker, number) => $$"""{"type":"add","ssrComponentId":{{number + 1}},"marker":{{marker.Groups[1].Value}}}""")
            .ToList();
        return operations.Count > 0
            ? ($$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", State().Match(html).Groups[1].Value)
            : throw new InvalidOperationException($"{page} has nothing to bring to life.");
    }

    [GeneratedRegex("""<!--Blazor:(\{"type":"server".*?"descriptor".*?\})-->""")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
