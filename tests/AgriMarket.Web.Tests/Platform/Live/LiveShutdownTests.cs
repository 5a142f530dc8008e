using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Platform.Live;

public sealed class LiveShutdownTests
{
    /// <summary>
    /// It failed after half a minute: the host waited for a client that had come back at once, and then nothing was left for the writer.
    /// </summary>
    [Fact]
    public async Task AMarketStopsInGoodOrderThoughItsClientsComeBackAtOnce()
    {
        var market = new MarketApp(Environments.Development, ("Logging:Console:LogLevel:Microsoft.AspNetCore", "None"));
        market.UseKestrel(0);
        market.StartServer();
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        await using var client = await StockClient.ConnectAsync(market);
        await client.WatchAsync(await trade.ListAsync(10_000));

        Assert.Null(await Record.ExceptionAsync(async () => await market.DisposeAsync()));
    }
}
