using AgriMarket.Benchmarks.Backlog;
using AgriMarket.Benchmarks.Flood;
using AgriMarket.Benchmarks.Live;
using AgriMarket.Benchmarks.Matching;
using AgriMarket.Benchmarks.Orders;
using AgriMarket.Benchmarks.Soak;
using AgriMarket.Benchmarks.Support;

namespace AgriMarket.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/AgriMarket.Benchmarks -- checkout</c>, and a second word for those cases alone whose
/// names contain it.
/// </summary>
internal static class Benchmarks
{
    private static readonly Dictionary<string, Func<Report, Task>> Known = new(StringComparer.Ordinal)
    {
        ["checkout"] = CheckoutBenchmark.RunAsync,
        ["hot-lot"] = HotLotBenchmark.RunAsync,
        ["hold-expiry"] = HoldExpiryBenchmark.RunAsync,
        ["figures"] = FiguresBenchmark.RunAsync,
        ["http"] = HttpBenchmark.RunAsync,
        ["backlog"] = BacklogSkill.RunAsync,
        ["live"] = LiveBenchmark.RunAsync,
        ["circuits"] = CircuitsBenchmark.RunAsync,
        ["flood"] = FloodBenchmark.RunAsync,
        ["soak"] = SoakBenchmark.RunAsync,
        ["matching"] = MatchingBenchmark.RunAsync,
    };

    /// <summary>What this program is in a process of its own, for its own benchmarks.</summary>
    private static readonly Dictionary<string, Func<Task>> Clients = new(StringComparer.Ordinal)
    {
        [LiveClients.Verb] = LiveClients.RunAsync,
        [CircuitClients.Verb] = CircuitClients.RunAsync,
        [FloodClients.Verb] = FloodClients.RunAsync,
    };

    public static async Task<int> Main(string[] args)
    {
        if (args is [var verb] && Clients.TryGetValue(verb, out var clients))
        {
            await clients();
            return 0;
        }

        if (args is not [var name, ..] || !Known.TryGetValue(name, out var run))
        {
            await Console.Error.WriteLineAsync($"Name one of: {string.Join(", ", Known.Keys)}.");
            return 1;
        }

        var report = new Report(name, args.ElementAtOrDefault(1) ?? "");
        await run(report);
        report.Print();
        return 0;
    }
}
