using AgriMarket.Domain.Orders;

namespace AgriMarket.Benchmarks;

/// <summary>Orders placed through the service, durable: 1,000 lots, two schemes, one and two lines an order.</summary>
internal static class Checkout
{
    private const int Lots = 1_000;

    public static async Task RunAsync(Report report)
    {
        foreach (var lines in new[] { 1, 2 })
        {
            await using var market = await BenchMarket.OpenAsync(Lots);
            await Load.RunAsync(8, 500, i => PlaceAsync(market, i, lines));
            foreach (var callers in new[] { 1, 8, 64, 256 })
            {
                var calls = callers == 1 ? 1_000 : 5_000;
                var result = await Load.RunAsync(callers, calls, i => PlaceAsync(market, i, lines));
                var name = $"{callers} callers, {lines} line{(lines == 1 ? "" : "s")}";
                report.Add(new(name, "orders", result.PerSecond, "orders/s"));
                report.Add(new(name, "p99", result.P99Ms, "ms"));
                report.Add(new(name, "CPU an order", result.Cpu.TotalMicroseconds / calls, "us"));
                report.Add(new(name, "allocated an order", result.AllocatedBytes / (double)calls / 1024, "KB"));
            }
        }
    }

    private static async Task PlaceAsync(BenchMarket market, int number, int lines)
    {
        WantedLine[] wanted = [.. Enumerable.Range(0, lines).Select(line => new WantedLine(market.LotIds[(number * 7 + line * 13) % market.LotIds.Count], 2_500))];
        var placed = await market.Orders.PlaceAsync(new OrderIntent(Guid.CreateVersion7(), market.BuyerIds[number % market.BuyerIds.Count], wanted, BenchMarket.Home, null));
        if (!placed.IsOk)
        {
            throw new InvalidOperationException($"An order was refused: {placed.Rejections[0].Code}.");
        }
    }
}
