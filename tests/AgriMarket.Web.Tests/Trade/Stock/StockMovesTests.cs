using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.Stock;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.Stock;

public sealed class StockMovesTests : IClassFixture<MarketApp>
{
    private static readonly DateTime Later = MarketApp.Start.UtcDateTime.AddMinutes(15);

    /// <summary>The orders are invented, so that no others are asked.</summary>
    private static readonly Auditor StocksOwnRules = new([new StockInvariants(), new DatabaseInvariants()]);

    private readonly MarketApp market;

    public StockMovesTests(MarketApp market)
    {
        this.market = market;
        market.LeavesWhole = StocksOwnRules;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AfterAnySequenceTheJournalAddsUpToTheQuantities()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        Guid[] lots = [await trade.ListAsync(20_000), await trade.ListAsync(8_000), await trade.ListAsync(3_000)];
        var random = new Random(52);
        var held = new List<Guid>();
        for (var i = 0; i < 200; i++)
        {
            if (held.Count == 0 || random.Next(5) < 3)
            {
                var orderId = Guid.CreateVersion7();
                if ((await HoldAsync(orderId, lots[random.Next(lots.Length)], random.Next(1, 9) * 500)).IsOk)
                {
                    held.Add(orderId);
                }
            }
            else
            {
                await EndAsync(
                    held[0],
                    new[] { HoldStatus.Sold, HoldStatus.Released, HoldStatus.Expired, HoldStatus.Released }[random.Next(4)]
                );
                held.RemoveAt(0);
            }
        }

        await InvariantAssert.AssertCleanAsync(StocksOwnRules, trade.Db());
    }

    [Fact]
    public async Task MoreThanIsThereIsRefusedWithWhatIsLeft()
    {
        var trade = await OrderFixture.OpenAsync(market, "520325");
        var lotId = await trade.ListAsync(3_000);
        await HoldAsync(Guid.CreateVersion7(), lotId, 2_000);

        var refused = await HoldAsync(Guid.CreateVersion7(), lotId, 1_500);

        Assert.Equal(("stock.short", 1_000L), (refused.Rejections[0].Code, refused.Rejections[0].Args[0]));
        Assert.Equal((1_000, 2_000), ((await trade.LotAsync(lotId)).AvailableGrams, (await trade.LotAsync(lotId)).HeldGrams));
    }

    [Fact]
    public async Task AHoldEndsOnce()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var lotId = await trade.ListAsync(3_000);
        var orderId = Guid.CreateVersion7();
        await HoldAsync(orderId, lotId, 2_000);
        await EndAsync(orderId, HoldStatus.Sold);

        await EndAsync(orderId, HoldStatus.Released);

        var lot = await trade.LotAsync(lotId);
        Assert.Equal((1_000, 0, 2_000), (lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams));
    }

    private Task<Result<Done>> HoldAsync(Guid orderId, Guid lotId, long grams) =>
        RunAsync(scope =>
            StockMoves.HoldAsync(
                scope,
                new Hold
                {
                    OrderId = orderId,
                    LotId = lotId,
                    Grams = grams,
                    ExpiresAt = Later,
                }
            )
        );

    private Task<Result<Done>> EndAsync(Guid orderId, HoldStatus end) =>
        RunAsync(async scope =>
        {
            await StockMoves.EndHoldsAsync(scope, orderId, end);
            return Done.Instance;
        });

    private Task<Result<Done>> RunAsync(Func<WriteScope, Task<Result<Done>>> command) =>
        market
            .Services.GetRequiredService<MarketWriter>()
            .RunAsync(async scope =>
            {
                var done = await command(scope);
                if (done.IsOk)
                {
                    await scope.Db.SaveChangesAsync(Cancel);
                }

                return done;
            });
}
