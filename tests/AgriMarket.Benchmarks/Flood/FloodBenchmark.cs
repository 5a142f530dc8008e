using System.Diagnostics;
using AgriMarket.Benchmarks.Support;

namespace AgriMarket.Benchmarks.Flood;

/// <summary>
/// One address opens 1,000 circuits and sends 10,000 requests and calls as fast as it can, while another visitor reads page after
/// page. How long the visitor waits is the figure, with the market's limits and, in a run of its own, without them; the floor is
/// the same visitor without the flood.
/// </summary>
internal static class FloodBenchmark
{
    private const int Lots = 1_000;
    private const int Circuits = 1_000;
    private const int Calls = 10_000;
    private const int WatchedLots = 500;
    private const string Visitor = "127.0.0.2";
    private const string Flooder = "127.0.0.66";

    public static async Task RunAsync(Report report)
    {
        foreach (var isLimited in new[] { true, false })
        {
            var name = isLimited ? "with limits" : "without limits";
            if (report.Wants(name))
            {
                await RunAsync(report, name, isLimited);
            }
        }
    }

    private static async Task RunAsync(Report report, string name, bool isLimited)
    {
        await using var market = await BenchMarket.OpenAsync(Lots, overHttp: true, isLimited: isLimited);
        var port = market.ClientOptions.BaseAddress.Port;
        using var http = new HttpClient(FloodClients.From(Visitor)) { BaseAddress = new($"http://localhost:{port}") };
        await VisitAsync(http, Task.Delay(TimeSpan.FromSeconds(15)));
        var quiet = await VisitAsync(http, Task.Delay(TimeSpan.FromSeconds(10)));

        using var flood = await FloodClients.StartAsync(new(port, Flooder, Circuits, Calls, [.. market.LotIds.Take(WatchedLots)]));
        var during = await VisitAsync(http, flood.AllSentAsync());
        var result = await flood.StopAsync();

        report.Add(new(name, "another visitor's page, p99", P(during, 0.99), "ms", P(quiet, 0.99)));
        report.Add(new(name, "another visitor's page, median", P(during, 0.5), "ms", P(quiet, 0.5)));
        report.Add(new(name, "the longest", during[^1], "ms", quiet[^1]));
        report.Add(new(name, "circuits opened", result.Opened, $"of {result.Opened + result.NotOpened}"));
        report.Add(new(name, "requests answered with a page", result.Answered, $"of {result.Answered + result.Refused}"));
        report.Add(new(name, "calls to the hub", result.HubCalls, "answered"));
    }

    /// <summary>
    /// One page after the other with a breath in between, each made for this visitor alone, until told to stop.
    /// </summary>
    /// <returns>How long each took, sorted.</returns>
    private static async Task<double[]> VisitAsync(HttpClient http, Task until)
    {
        var times = new List<double>();
        while (!until.IsCompleted || times.Count < 100)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Add("Cookie", $"cart={Guid.NewGuid()}");
            var sent = Stopwatch.GetTimestamp();
            using var answer = await http.SendAsync(request);
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            await Task.Delay(10);
        }

        return [.. times.Order()];
    }

    private static double P(double[] sorted, double part) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * part)];
}
