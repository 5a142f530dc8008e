using AgriMarket.Web.Platform.Storage;

namespace AgriMarket.Benchmarks;

/// <summary>Orders placed through the service, durable: 1,000 lots, two schemes, one and two lines an order.</summary>
internal static class Checkout
{
    private const int Lots = 1_000;

    /// <summary>A market that has run for a while: what is hot is compiled well.</summary>
    private const int WarmUp = 10_000;

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
        var calls = callers == 1 ? 2_000 : 10_000;
        await using var market = await BenchMarket.OpenAsync(Lots);
        await Load.RunAsync(64, WarmUp, i => market.PlaceAsync(i, lines));
        var before = await market.CopyAsync("before");
        var placed = new HashSet<string>();
        await using (var connection = market.Connect(before))
        {
            await connection.OpenAsync();
            placed = [.. (await OrderRows.ReadAsync(connection)).Orders.Select(order => order[0].Rows[0][0].ToString()!)];
        }

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
    private static async Task<double> FloorAsync(BenchMarket market, string before, HashSet<string> known, int batch)
    {
        await using var source = market.Connect(market.Database);
        await source.OpenAsync();
        var (columns, orders) = await OrderRows.ReadAsync(source);
        orders.RemoveAll(order => known.Contains(order[0].Rows[0][0].ToString()!));

        var connection = market.Connect(before);
        await connection.OpenAsync();
        await using (var settings = connection.CreateCommand())
        {
            settings.CommandText = MarketWriter.SqliteSettings;
            await settings.ExecuteNonQueryAsync();
        }

        await using var floor = new CheckoutFloor(connection, columns);
        return await floor.MeasureAsync(orders, batch);
    }
}
