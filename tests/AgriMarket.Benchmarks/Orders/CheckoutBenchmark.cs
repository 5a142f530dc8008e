using System.Data.Common;
using AgriMarket.Benchmarks.Support;

namespace AgriMarket.Benchmarks.Orders;

/// <summary>Orders placed through the service, durable: 1,000 lots, two schemes, one and two lines an order.</summary>
internal static class CheckoutBenchmark
{
    private const int Lots = 1_000;

    /// <summary>
    /// A market that has run for a while: what is hot is compiled well. After 10,000 orders of 8 callers the compiler still works beside
    /// them.
    /// </summary>
    private const int WarmUp = 30_000;

    public static async Task RunAsync(Report report)
    {
        foreach (var lines in new[] { 1, 2 })
        {
            foreach (var callers in new[] { 1, 8, 64, 256 })
            {
                var name = $"{callers} caller{(callers == 1 ? "" : "s")}, {lines} line{(lines == 1 ? "" : "s")}";
                if (report.Wants(name))
                {
                    await MeasureAsync(report, name, callers, lines);
                }
            }
        }
    }

    private static async Task MeasureAsync(Report report, string name, int callers, int lines)
    {
        var calls = callers == 1 ? 5_000 : 10_000;
        await using var market = await BenchMarket.OpenAsync(Lots);
        // With as many callers as are measured: what runs once a commit runs 64 times as often for one caller alone.
        await Load.RunAsync(callers, WarmUp, i => market.PlaceAsync(i, lines));
        await using var before = await market.Database.CopyAsync("before");
        var placed = (await OrderRows.ReadAsync(before)).Orders.Select(order => OrderRows.Key(order[0].Rows[0][0])).ToHashSet();
        using var statements = new StatementCount();
        var result = await Load.RunAsync(callers, calls, i => market.PlaceAsync(i, lines));
        var count = statements.Stop();
        var floor = await FloorAsync(market, before, placed, Math.Min(callers, 64));
        report.Add(new(name, "orders", result.PerSecond, "orders/s", floor));
        report.Add(new(name, "p99", result.P99Ms, "ms"));
        report.Add(new(name, "CPU an order", result.Cpu.TotalMicroseconds / calls, "us"));
        report.Add(new(name, "statements an order", count / (double)calls, ""));
        report.Add(new(name, "allocated an order", result.AllocatedBytes / (double)calls / 1024, "KB"));
    }

    /// <summary>Replays what was placed since the copy was made into the copy.</summary>
    private static async Task<double> FloorAsync(BenchMarket market, DbConnection before, HashSet<string> known, int batch)
    {
        await using var source = await market.Database.ConnectAsync();
        var (columns, orders) = await OrderRows.ReadAsync(source);
        orders.RemoveAll(order => known.Contains(OrderRows.Key(order[0].Rows[0][0])));
        await using var floor = new CheckoutFloor(before, columns);
        return await floor.MeasureAsync(orders, batch);
    }
}
