using AgriMarket.Domain.Lots;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Platform.Live;

/// <summary>Lines that break again and again while stock changes.</summary>
public sealed class DroppedClientTests
{
    private const int Clients = 25;
    private const int Drops = 40;
    private const int Lots = 8;

    /// <summary>At the least, however fast the clients are dropped.</summary>
    private const int Orders = 20 * Lots;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AfterAThousandDropsEveryClientShowsWhatTheDatabaseSays()
    {
        await using var market = new MarketApp(
            Environments.Development,
            ("Live:TickMilliseconds", "20"),
            ("Logging:Console:LogLevel:Microsoft.AspNetCore", "None")
        );
        market.UseKestrel(0);
        market.StartServer();
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        Guid[] lots = [.. await Task.WhenAll(Enumerable.Range(0, Lots).Select(_ => trade.ListAsync(10_000_000)))];
        using var over = new CancellationTokenSource();
        var orders = Task.Run(() => OrderAsync(trade, lots, over.Token), Cancel);

        var clients = await Task.WhenAll(
            Enumerable.Range(0, Clients).Select(number => StockClient.ConnectAsync(market, messagePack: number % 2 == 0))
        );
        try
        {
            await Task.WhenAll(clients.Select(client => DropAsync(client, lots)));
            await over.CancelAsync();
            await orders;
            await AssertEqualAsync(trade, lots, clients);
        }
        finally
        {
            // Before the market: it would wait for those who are still there, and hide what went wrong.
            foreach (var client in clients)
            {
                await client.DisposeAsync();
            }
        }
    }

    private static async Task AssertEqualAsync(OrderFixture trade, Guid[] lots, StockClient[] clients)
    {
        foreach (var lotId in lots)
        {
            var lot = await trade.LotAsync(lotId);
            Assert.True(lot.Version > 10, $"Only {lot.Version} changes.");
            foreach (var client in clients)
            {
                await UntilAsync(() => client.Newest[lotId].Version == lot.Version);
                Assert.Equal(lot.AvailableGrams, client.Newest[lotId].AvailableGrams);
            }
        }
    }

    private static async Task OrderAsync(OrderFixture trade, Guid[] lots, CancellationToken over)
    {
        for (var number = 0; number < Orders || !over.IsCancellationRequested; number++)
        {
            await trade.OrderAsync(lots[number % lots.Length], 500);
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private static async Task DropAsync(StockClient client, Guid[] lots)
    {
        using var back = new SemaphoreSlim(0);
        client.Hub.Reconnected += _ =>
        {
            back.Release();
            return Task.CompletedTask;
        };
        await client.SyncAsync(lots);
        for (var drop = 0; drop < Drops; drop++)
        {
            client.Drop();
            Assert.True(await back.WaitAsync(StockClient.Patience, Cancel), "The client did not come back.");
            await client.SyncAsync(lots);
        }
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 500, "A client stayed behind.");
            await Task.Delay(20, Cancel);
        }
    }
}
