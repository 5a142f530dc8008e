using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.Stock;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.Stock;

/// <summary>What the market's own writer keeps of lots, with room for two.</summary>
public sealed class LotCacheTests : IAsyncLifetime
{
    private const int Room = 2;

    private readonly MarketApp market = new();

    public async ValueTask InitializeAsync() =>
        await LookAsync(cache =>
        {
            cache.Most = Room;
            return 0;
        });

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task AnOrderOfAKnownAndANewLotIsPlacedWhenThereIsNoRoomForBoth()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var (first, second, third) = (await trade.ListAsync(10_000), await trade.ListAsync(10_000), await trade.ListAsync(10_000));
        await trade.OrderAsync(first, 1_000);
        await trade.OrderAsync(second, 1_000);
        Assert.Equal(Room, await LookAsync(cache => cache.Count));

        var placed = await trade.Orders.PlaceAsync(
            trade.Intent(second, 2_000) with
            {
                Lines = [new WantedLine(second, 2_000), new WantedLine(third, 3_000)],
            }
        );

        Assert.True(placed.IsOk);
        Assert.Equal((7_000, 7_000), ((await trade.LotAsync(second)).AvailableGrams, (await trade.LotAsync(third)).AvailableGrams));
        Assert.InRange(await LookAsync(cache => cache.Count), 1, Room);
    }

    [Fact]
    public async Task AnOrderOfMoreLotsThanThereIsRoomForIsPlacedAndTheNextOneKnowsWhatItTook()
    {
        var trade = await OrderFixture.OpenAsync(market, "520382");
        WantedLine[] lines =
        [
            new(await trade.ListAsync(5_000), 3_000),
            new(await trade.ListAsync(5_000), 3_000),
            new(await trade.ListAsync(5_000), 3_000),
        ];
        var all = trade.Intent(lines[0].LotId, 500) with { Lines = lines };

        Assert.True((await trade.Orders.PlaceAsync(all)).IsOk);

        var again = await trade.Orders.PlaceAsync(all with { Id = Guid.CreateVersion7() });
        Assert.Equal(["stock.short", "stock.short", "stock.short"], again.Rejections.Select(rejection => rejection.Code));
    }

    private async Task<int> LookAsync(Func<LotCache, int> look) =>
        (
            await market
                .Services.GetRequiredService<MarketWriter>()
                .RunAsync(scope => Task.FromResult<Result<int>>(look(scope.Cached<LotCache>())))
        ).Value;
}
