using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Trade.Lots;

public sealed class LotExpiryJobTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ALotPastBestBeforeIsWrittenOffOnce()
    {
        var trade = await OrderFixture.OpenAsync(market, "520325");
        var lotId = await trade.ListAsync(10_000, days: 4);
        await trade.BuyAsync(lotId, 4_000);
        market.Clock.Advance(TimeSpan.FromDays(5));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => trade.Lots.WriteOffPastAsync()));
        Assert.Equal((0, 0), await trade.Lots.WriteOffPastAsync(Cancel));

        var lot = await trade.LotAsync(lotId);
        Assert.Equal((LotStatus.Closed, 0, 4_000, 6_000), (lot.Status, lot.AvailableGrams, lot.SoldGrams, lot.WrittenOffGrams));
        await using var db = trade.Db();
        Assert.Equal(
            [StockReason.OffSale, StockReason.PastBestBefore],
            await db.Set<StockJournalEntry>()
                .Where(entry => entry.LotId == lotId)
                .OrderBy(entry => entry.Version)
                .Select(entry => entry.Reason)
                .Skip(3)
                .ToListAsync(Cancel)
        );
        await InvariantAssert.AssertHoldAsync(db);
    }

    [Fact]
    public async Task WhatWasHeldAtBestBeforeIsWrittenOffWhenItIsReleasedAndNeverSoldAgain()
    {
        var trade = await OrderFixture.OpenAsync(market, "520324");
        var lotId = await trade.ListAsync(10_000);
        market.Clock.Advance(EndOfDay(1) - TimeSpan.FromMinutes(5));
        var (orderId, paid) = (await trade.OrderAsync(lotId, 3_000), await trade.OrderAsync(lotId, 1_000));
        await EndsTodayAsync(trade, lotId);
        market.Clock.Advance(TimeSpan.FromMinutes(6));
        await trade.Lots.WriteOffPastAsync(Cancel);
        Assert.Equal((4_000, 6_000), ((await trade.LotAsync(lotId)).HeldGrams, (await trade.LotAsync(lotId)).WrittenOffGrams));

        Assert.True((await trade.PayAsync(paid)).IsOk);
        Assert.True((await trade.Orders.CancelAsync(orderId, trade.Buyer)).IsOk);

        var lot = await trade.LotAsync(lotId);
        Assert.Equal((0, 0, 1_000, 9_000), (lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams, lot.WrittenOffGrams));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task ABuyerWaitsBehindFewCommandsWhileFiveHundredLotsEnd()
    {
        const int Lots = 500;
        const int Sweeps = 3;
        await using var app = new MarketApp();
        var trade = await OrderFixture.OpenAsync(app, "520326");
        var fresh = await trade.ListAsync(10_000);
        await Task.WhenAll(Enumerable.Range(0, Lots).Select(_ => trade.ListAsync(500, days: 1)));
        await EndedYesterdayAsync(trade, days: 1);

        // Several sweeps at once, as of several kinds of due work: all that they may ask for at a time is there before the buyer's.
        var most = new WriterOptions().BackgroundCommands;
        using var writer = new HeldWriter(app, asked: Sweeps * most);
        await writer.StartAsync(Cancel);
        var due = ActivatorUtilities.CreateInstance<DueWork>(app.Services, writer);
        var lots = ActivatorUtilities.CreateInstance<LotService>(app.Services, writer, due);
        var orders = ActivatorUtilities.CreateInstance<OrderService>(app.Services, writer, due);
        var sweeps = Task.WhenAll(Enumerable.Range(0, Sweeps).Select(_ => lots.WriteOffPastAsync(Cancel)));
        await writer.AllAsked;
        var placed = orders.PlaceAsync(trade.Intent(fresh, 1_000));
        writer.GoOn();

        Assert.True((await placed).IsOk);
        Assert.InRange(writer.BeforeThePerson, 1, most);
        Assert.Equal(Lots, (await sweeps).Sum(sweep => sweep.Lots));
        await writer.StopAsync(Cancel);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    /// <summary>
    /// Lots that were good for so many days were so until yesterday, without the clock that starts the market's own sweep.
    /// </summary>
    private static async Task EndedYesterdayAsync(OrderFixture trade, int days)
    {
        await using var db = trade.Db();
        var (last, yesterday) = (trade.Today.AddDays(days), trade.Today.AddDays(-1));
        await db.Set<Lot>()
            .Where(lot => lot.BestBeforeOn == last)
            .ExecuteUpdateAsync(lot => lot.SetProperty(it => it.BestBeforeOn, yesterday).SetProperty(it => it.ReadyOn, yesterday), Cancel);
    }

    /// <summary>An order that waits for its payment on the last day of its lot: today it would arrive too late and be refused.</summary>
    private static async Task EndsTodayAsync(OrderFixture trade, Guid lotId)
    {
        await using var db = trade.Db();
        await db.Set<Lot>()
            .Where(lot => lot.Id == lotId)
            .ExecuteUpdateAsync(lot => lot.SetProperty(it => it.BestBeforeOn, trade.Today), Cancel);
    }

    /// <summary>Until the end of the last of so many China days from today.</summary>
    private TimeSpan EndOfDay(int days)
    {
        var now = market.Clock.GetUtcNow().UtcDateTime;
        return ChinaTime.StartOfDay(ChinaTime.Day(now).AddDays(days + 1)) - now;
    }

    /// <summary>
    /// A second writer of the market that stands still at the first command nobody waits for, and counts how many of these it ran before
    /// a person's.
    /// </summary>
    private sealed class HeldWriter(MarketApp app, int asked)
        : MarketWriter(
            app.Services.GetRequiredService<IDbContextFactory<MarketDb>>(),
            new LiveFeed(NullLogger<LiveFeed>.Instance),
            app.Clock,
            Options.Create(new WriterOptions()),
            NullLogger<MarketWriter>.Instance
        )
    {
        private readonly TaskCompletionSource allAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int count;
        private int ran;

        public Task AllAsked => allAsked.Task;

        public int BeforeThePerson { get; private set; }

        public void GoOn() => goOn.SetResult();

        public override Task<Result<T>> RunAsync<T>(Func<WriteScope, Task<Result<T>>> command, params IReadOnlyList<Guid> subjects) =>
            base.RunAsync(
                scope =>
                {
                    BeforeThePerson = ran;
                    return command(scope);
                },
                subjects
            );

        public override async Task<Result<T>> RunWhenThereIsRoomAsync<T>(
            Func<WriteScope, Task<Result<T>>> command,
            params IReadOnlyList<Guid> subjects
        )
        {
            var answer = base.RunWhenThereIsRoomAsync(
                async scope =>
                {
                    await goOn.Task;
                    ran++;
                    return await command(scope);
                },
                subjects
            );
            if (Interlocked.Increment(ref count) == asked)
            {
                allAsked.SetResult();
            }

            return await answer;
        }
    }
}
