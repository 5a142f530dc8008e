using AgriMarket.Benchmarks.Support;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Benchmarks.Orders;

/// <summary>
/// 256 callers who all want one lot, beside the same callers spread over 1,000 lots (the floor), and the same rush on a lot
/// with stock for 100: never a gram more is reserved than there is.
/// </summary>
internal static class HotLotBenchmark
{
    private const int Callers = 256;
    private const int Calls = 10_000;
    private const int Lots = 1_000;

    public static async Task RunAsync(Report report)
    {
        await using var market = await BenchMarket.OpenAsync(Lots);
        await Load.RunAsync(Callers, Calls, i => market.PlaceAsync(i, lines: 1));
        var spread = await Load.RunAsync(Callers, Calls, i => market.PlaceAsync(i, lines: 1));
        var hot = await Load.RunAsync(Callers, Calls, i => market.PlaceAsync(i, [new WantedLine(market.LotIds[0], 500)]));
        report.Add(new("256 callers, one lot", "orders", hot.PerSecond, "orders/s", spread.PerSecond));
        report.Add(new("256 callers, one lot", "p99", hot.P99Ms, "ms", spread.P99Ms));

        var scarce = await market.ListAsync(100 * 500);
        var placed = 0;
        var rush = await Load.RunAsync(
            Callers,
            1_000,
            async i =>
            {
                if ((await market.Orders.PlaceAsync(market.Intent(i, [new WantedLine(scarce, 500)]))).IsOk)
                {
                    Interlocked.Increment(ref placed);
                }
            }
        );
        await using var db = market.Db();
        var left = await db.Set<Lot>().Where(lot => lot.Id == scarce).Select(lot => lot.AvailableGrams).SingleAsync();
        report.Add(new("1,000 orders, stock for 100", "placed", placed, "orders", 100));
        report.Add(new("1,000 orders, stock for 100", "left", left, "g"));
        report.Add(new("1,000 orders, stock for 100", "answers", rush.PerSecond, "answers/s"));
    }
}
