using System.Globalization;
using System.Diagnostics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Benchmarks;

/// <summary>
/// Clients on real sockets, in a process of their own, each watching 20 of 1,000 lots, while orders change 200 lots a second
/// through the writer, durable. The floor in the same run is a bare SignalR hub with a group for each lot, to which each change
/// is broadcast as it is committed. The server's processor time is told without what the same orders cost when nobody watches.
/// Every delivered change is told from its commit, on the machine's one monotonic clock; afterwards every client must have the
/// newest version of each of its lots.
/// </summary>
internal static class Live
{
    private const int Lots = 1_000;
    private const int ChangesPerSecond = 200;

    /// <summary>A market that has run for a while: what is hot is compiled well.</summary>
    private const int WarmUp = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(Report report)
    {
        await using var market = await BenchMarket.OpenAsync(Lots, overHttp: true, services => services.WatchCommits());
        var commits = market.Commits;
        await Load.RunAsync(64, WarmUp, number => market.PlaceAsync(number, lines: 1));
        await OrderAsync(market, TimeSpan.FromSeconds(5));
        foreach (var (clients, protocol) in new[] { (1_000, "json"), (5_000, "json"), (5_000, "messagepack"), (10_000, "json") })
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{clients:#,0} clients, {protocol}");
            if (!report.Wants(name))
            {
                continue;
            }

            // What the orders themselves cost is measured before and after, since a machine has moods.
            var before = await MeasureAsync(() => OrderAsync(market, Window));
            commits.Broadcasts = true;
            var floor = await WatchAsync(market, "/floor", "Watch", protocol, clients);
            commits.Broadcasts = false;
            var ours = await WatchAsync(market, "/hubs/stock", "WatchLots", protocol, clients);
            var unwatched = (before + await MeasureAsync(() => OrderAsync(market, Window))) / 2;
            report.Add(new(name, "CPU a delivered change", ours.MicrosAChange(unwatched), "us", floor.MicrosAChange(unwatched)));
            report.Add(new(name, "orders alone", unwatched / Window, "CPU s a second"));
            report.Add(new(name, "commit to client, p50", ours.Quantile(0.5), "ms", floor.Quantile(0.5)));
            report.Add(new(name, "commit to client, p99", ours.Quantile(0.99), "ms", floor.Quantile(0.99)));
            report.Add(new(name, "delivered", ours.LatenciesMs.Length / Window.TotalSeconds, "changes/s", floor.LatenciesMs.Length / Window.TotalSeconds));
            report.Add(new(name, "changes in a frame", ours.LatenciesMs.Length / (double)ours.Frames, "changes", floor.LatenciesMs.Length / (double)floor.Frames));
            report.Add(new(name, "lots behind at the end", ours.Behind, "lots"));
            report.Add(new($"{name}, floor", "lots behind at the end", floor.Behind, "lots"));
        }
    }

    private static async Task<Watched> WatchAsync(BenchMarket market, string path, string method, string protocol, int clients)
    {
        market.Commits.Clear();
        using var watchers = await LiveClients.StartAsync(new(market.ClientOptions.BaseAddress.Port, path, method, protocol, clients), market.LotIds);
        await OrderAsync(market, TimeSpan.FromSeconds(3));
        await Task.Delay(TimeSpan.FromSeconds(2));
        await watchers.MarkAsync();
        var cpu = await MeasureAsync(() => OrderAsync(market, Window));
        await Task.Delay(TimeSpan.FromSeconds(2));
        var seen = await watchers.StopAsync();

        await using var db = market.Db();
        var newest = await db.Set<Lot>().ToDictionaryAsync(lot => lot.Id, lot => lot.Version);
        var latencies = seen.Arrivals.Select(arrival => Stopwatch.GetElapsedTime(market.Commits.Find(market.LotIds[arrival.Lot], arrival.Version), arrival.At).TotalMilliseconds).Order().ToArray();
        var behind = seen.Last.Count(last => market.Commits.Knows(market.LotIds[last.Lot]) && last.Version != newest[market.LotIds[last.Lot]]);
        return new(latencies, seen.Frames, behind, cpu);
    }

    private static async Task<TimeSpan> MeasureAsync(Func<Task> work)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        await work();
        return Environment.CpuUsage.TotalTime - before;
    }

    /// <summary>Places orders at the given pace, whether or not the last one is answered.</summary>
    private static async Task OrderAsync(BenchMarket market, TimeSpan time)
    {
        var dice = new Random(1);
        var orders = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        for (var elapsed = TimeSpan.Zero; elapsed < time; elapsed = Stopwatch.GetElapsedTime(started))
        {
            while (orders.Count < elapsed.TotalSeconds * ChangesPerSecond)
            {
                orders.Add(market.PlaceAsync(orders.Count, [new WantedLine(market.LotIds[dice.Next(Lots)], 500)]));
            }

            await Task.Delay(1);
        }

        await Task.WhenAll(orders);
    }

    private sealed record Watched(double[] LatenciesMs, long Frames, int Behind, TimeSpan Cpu)
    {
        public double MicrosAChange(TimeSpan unwatched) => (Cpu - unwatched).TotalMicroseconds / LatenciesMs.Length;

        public double Quantile(double part) => LatenciesMs[(int)Math.Min(LatenciesMs.Length - 1, LatenciesMs.Length * part)];
    }
}
