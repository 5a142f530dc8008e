using AgriMarket.Benchmarks.Support;
using SQLitePCL;

namespace AgriMarket.Benchmarks.Soak;

/// <summary>
/// A market under the same load for a long time: pages, lists and orders, each minute with the memory that the process has, that the
/// garbage collector has of it, that is alive after a collection, and that SQLite has. What grows is a leak when the third does.
/// <c>soak 60</c> takes an hour.
/// </summary>
internal static class SoakBenchmark
{
    private const int UsualMinutes = 10;
    private const int Visitors = 6;
    private const double Megabyte = 1 << 20;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(Report report)
    {
        await using var market = await BenchMarket.OpenAsync(lots: 1_000, overHttp: true);
        using var stop = new CancellationTokenSource();
        var counts = new long[2];
        Task[] load =
        [
            .. Enumerable.Range(0, Visitors).Select(visitor => Task.Run(() => VisitAsync(market, visitor, counts, stop.Token))),
            Task.Run(() => OrderAsync(market, counts, stop.Token)),
        ];
        using var clock = new PeriodicTimer(Minute);
        for (var minute = 1; minute <= report.Number(UsualMinutes); minute++)
        {
            await clock.WaitForNextTickAsync();
            Note(report, minute, counts);
        }

        await stop.CancelAsync();
        await Task.WhenAll(load);
    }

    private static void Note(Report report, int minute, long[] counts)
    {
        var name = $"minute {minute}";
        var (process, heap) = (Environment.WorkingSet, GC.GetGCMemoryInfo().TotalCommittedBytes);
        report.Add(new(name, "answers", Interlocked.Exchange(ref counts[0], 0) / Minute.TotalSeconds, "/s"));
        report.Add(new(name, "orders", Interlocked.Exchange(ref counts[1], 0) / Minute.TotalSeconds, "/s"));
        report.Add(new(name, "memory of the process", process / Megabyte, "MB"));
        report.Add(new(name, "of it the collector's", heap / Megabyte, "MB"));
        report.Add(new(name, "alive after a collection", GC.GetTotalMemory(forceFullCollection: true) / Megabyte, "MB"));
        report.Add(new(name, "SQLite's", raw.sqlite3_memory_used() / Megabyte, "MB"));
    }

    /// <summary>The home page, a lot and a list, each time others.</summary>
    private static async Task VisitAsync(BenchMarket market, int visitor, long[] counts, CancellationToken stop)
    {
        using var client = market.CreateClient();
        for (var i = visitor; !stop.IsCancellationRequested; i += Visitors)
        {
            foreach (
                var path in (string[])
                    ["/", $"/lots/{market.LotIds[i * 7 % market.LotIds.Count]}", $"/api/v1/lots?pageSize={20 + (i % 9)}&search=tudou"]
            )
            {
                await client.GetByteArrayAsync(path, CancellationToken.None);
                Interlocked.Increment(ref counts[0]);
            }
        }
    }

    private static async Task OrderAsync(BenchMarket market, long[] counts, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            await market.PlaceAsync(i, lines: 1);
            Interlocked.Increment(ref counts[1]);
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
