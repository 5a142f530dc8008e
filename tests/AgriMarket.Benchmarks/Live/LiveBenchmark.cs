using System.Diagnostics;
using System.Globalization;
using AgriMarket.Benchmarks.Support;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Trade.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Benchmarks.Live;

/// <summary>
/// Clients on real sockets, in a process of their own, each watching 20 of 1,000 lots, while orders change 200 lots a second
/// through the writer, durable. The floor in the same run is a bare SignalR hub with a group for each lot, to which each change
/// is broadcast as it is committed. What a delivered change costs the server is measured without orders, which cost more than
/// the telling, by the same changes published as after a commit; and told once more with the orders. A delivered change is timed
/// from its commit, on the machine's one monotonic clock; afterwards every client must have the newest version of each of its lots.
/// </summary>
internal static class LiveBenchmark
{
    private const int Lots = 1_000;
    private const int ChangesPerSecond = 200;

    /// <summary>A market that has run for a while: what is hot is compiled well.</summary>
    private const int WarmUp = 10_000;

    private const string Floor = "/floor";

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1.5);

    public static async Task RunAsync(Report report)
    {
        await using var market = await BenchMarket.OpenAsync(Lots, overHttp: true, services => services.WatchCommits());
        await Load.RunAsync(64, WarmUp, number => market.PlaceAsync(number, lines: 1));
        await OrderAsync(market, TimeSpan.FromSeconds(5));
        foreach (var (clients, protocol) in new[] { (1_000, "json"), (5_000, "json"), (5_000, "messagepack"), (10_000, "json") })
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{clients:#,0} clients, {protocol}");
            if (!report.Wants(name))
            {
                continue;
            }

            var (floorCpu, ourCpu) = (
                await CpuAsync(market, Floor, "Watch", protocol, clients),
                await CpuAsync(market, "/hubs/stock", "WatchLots", protocol, clients)
            );
            var (floor, ours) = (
                await WatchAsync(market, Floor, "Watch", protocol, clients),
                await WatchAsync(market, "/hubs/stock", "WatchLots", protocol, clients)
            );
            report.Add(new(name, "CPU a delivered change", ourCpu, "us", floorCpu));
            report.Add(new(name, "CPU a delivered change, with the orders", ours.CpuMicros, "us", floor.CpuMicros));
            report.Add(new(name, "commit to client, p50", ours.Quantile(0.5), "ms", floor.Quantile(0.5)));
            report.Add(new(name, "commit to client, p99", ours.Quantile(0.99), "ms", floor.Quantile(0.99)));
            report.Add(
                new(
                    name,
                    "delivered",
                    ours.LatenciesMs.Length / Window.TotalSeconds,
                    "changes/s",
                    floor.LatenciesMs.Length / Window.TotalSeconds
                )
            );
            report.Add(
                new(
                    name,
                    "changes in a frame",
                    ours.LatenciesMs.Length / (double)ours.Frames,
                    "changes",
                    floor.LatenciesMs.Length / (double)floor.Frames
                )
            );
            report.Add(new(name, "lots behind at the end", ours.Behind, "lots"));
            report.Add(new($"{name}, floor", "lots behind at the end", floor.Behind, "lots"));
        }
    }

    /// <summary>
    /// The server's processor time for a delivered change, with nothing else to do: the same changes, published as after a commit.
    /// </summary>
    private static async Task<double> CpuAsync(BenchMarket market, string path, string method, string protocol, int clients)
    {
        Guid[] lots = [.. Enumerable.Range(0, Lots).Select(_ => Guid.CreateVersion7())];
        market.Commits.Broadcasts = path == Floor;
        using var watchers = await LiveClients.StartAsync(
            new(market.ClientOptions.BaseAddress.Port, path, method, protocol, clients),
            lots
        );
        await PaceAsync(WarmUpTime, number => Publish(market, lots, number));
        await Task.Delay(Settling);
        await watchers.MarkAsync();
        var cpu = await MeasureAsync(() => PaceAsync(Window, number => Publish(market, lots, 1_000 + number)));
        await Task.Delay(Settling);
        return cpu.TotalMicroseconds / (await watchers.StopAsync()).Arrivals.Length;
    }

    private static Task Publish(BenchMarket market, Guid[] lots, int number)
    {
        var change = new StockChange(lots[number * 7 % lots.Length], 10 + number, 98_765_000, 380, "2026-12-24", "522633");
        if (market.Commits.Broadcasts)
        {
            market.Commits.Add([change]);
        }
        else
        {
            market.Services.GetRequiredService<LiveFeed>().Publish(change);
        }

        return Task.CompletedTask;
    }

    private static async Task<Watched> WatchAsync(BenchMarket market, string path, string method, string protocol, int clients)
    {
        market.Commits.Clear();
        market.Commits.Broadcasts = path == Floor;
        using var watchers = await LiveClients.StartAsync(
            new(market.ClientOptions.BaseAddress.Port, path, method, protocol, clients),
            market.LotIds
        );
        await OrderAsync(market, WarmUpTime);
        await Task.Delay(Settling);
        await watchers.MarkAsync();
        var cpu = await MeasureAsync(() => OrderAsync(market, Window));
        await Task.Delay(Settling);
        var seen = await watchers.StopAsync();

        await using var db = market.Db();
        var newest = await db.Set<Lot>().ToDictionaryAsync(lot => lot.Id, lot => lot.Version);
        var latencies = seen
            .Arrivals.Select(arrival =>
                Stopwatch.GetElapsedTime(market.Commits.Find(market.LotIds[arrival.Lot], arrival.Version), arrival.At).TotalMilliseconds
            )
            .Order()
            .ToArray();
        var behind = seen.Last.Count(last =>
            market.Commits.Knows(market.LotIds[last.Lot]) && last.Version != newest[market.LotIds[last.Lot]]
        );
        return new(latencies, seen.Frames, behind, cpu.TotalMicroseconds / latencies.Length);
    }

    private static async Task<TimeSpan> MeasureAsync(Func<Task> work)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        await work();
        return Environment.CpuUsage.TotalTime - before;
    }

    private static Task OrderAsync(BenchMarket market, TimeSpan time)
    {
        var dice = new Random(1);
        return PaceAsync(time, number => market.PlaceAsync(number, [new WantedLine(market.LotIds[dice.Next(Lots)], 500)]));
    }

    /// <summary>Begins changes at the pace, whether or not the last one is done.</summary>
    private static async Task PaceAsync(TimeSpan time, Func<int, Task> change)
    {
        var begun = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        for (var elapsed = TimeSpan.Zero; elapsed < time; elapsed = Stopwatch.GetElapsedTime(started))
        {
            while (begun.Count < elapsed.TotalSeconds * ChangesPerSecond)
            {
                begun.Add(change(begun.Count));
            }

            await Task.Delay(TimeSpan.FromSeconds(1) / ChangesPerSecond);
        }

        await Task.WhenAll(begun);
    }

    private sealed record Watched(double[] LatenciesMs, long Frames, int Behind, double CpuMicros)
    {
        public double Quantile(double part) => LatenciesMs[(int)Math.Min(LatenciesMs.Length - 1, LatenciesMs.Length * part)];
    }
}
