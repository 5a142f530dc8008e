using System.Diagnostics;
using AgriMarket.Benchmarks.Support;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Benchmarks.Orders;

/// <summary>
/// 100,000 holds whose time is over are let go while others check out: the longest that a checkout waits meanwhile, beside the
/// longest without the sweep (the floor).
/// </summary>
internal static class HoldExpiryBenchmark
{
    private const int Holds = 100_000;
    private const int Callers = 8;

    public static async Task RunAsync(Report report)
    {
        await using var market = await BenchMarket.OpenAsync(lots: 1_000);
        await Load.RunAsync(64, Holds, i => market.PlaceAsync(i, lines: 1));
        var calm = await Load.RunAsync(Callers, 2_000, i => market.PlaceAsync(i, lines: 1));

        await using (var db = market.Db())
        {
            // As if nobody had paid in time. What this has written is in the file before the clock starts.
            await db.Set<Order>().ExecuteUpdateAsync(order => order.SetProperty(row => row.PayBefore, row => row.PlacedAt));
            await db.Set<Hold>().ExecuteUpdateAsync(hold => hold.SetProperty(row => row.ExpiresAt, DateTime.UtcNow));
            await db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)");
        }

        var started = Stopwatch.GetTimestamp();
        using var swept = new CancellationTokenSource();
        var waits = new List<double>();
        var checkouts = Enumerable
            .Range(0, Callers)
            .Select(caller =>
                Task.Run(async () =>
                {
                    for (var i = caller; !swept.IsCancellationRequested; i += Callers)
                    {
                        var sent = Stopwatch.GetTimestamp();
                        await market.PlaceAsync(i, lines: 1);
                        lock (waits)
                        {
                            waits.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                        }
                    }
                })
            )
            .ToList();
        var ended = await market.Orders.ExpireDueAsync();
        var took = Stopwatch.GetElapsedTime(started);
        await swept.CancelAsync();
        await Task.WhenAll(checkouts);
        report.Add(new($"{ended:#,0} holds expire", "in", took.TotalSeconds, "s"));
        report.Add(new($"{ended:#,0} holds expire", "expired", ended / took.TotalSeconds, "holds/s"));
        report.Add(new("checkouts meanwhile", "longest wait", waits.Max(), "ms", calm.LatenciesMs[^1]));
        report.Add(new("checkouts meanwhile", "orders", waits.Count / took.TotalSeconds, "orders/s", calm.PerSecond));
    }
}
