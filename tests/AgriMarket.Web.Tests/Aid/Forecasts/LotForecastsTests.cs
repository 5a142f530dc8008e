using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Aid.Forecasts;
using AgriMarket.Web.Government.Backlog;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Shop.HelpSell;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.Lots;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Aid.Forecasts;

/// <summary>The forecasts in memory and the boards made from them, over the whole market.</summary>
public sealed class LotForecastsTests : IAsyncLifetime
{
    private const long All = 100 * Weights.JinGrams;

    private readonly MarketApp market = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LotForecasts Forecasts => market.Services.GetRequiredService<LotForecasts>();

    private BacklogReads Reads => market.Services.GetRequiredService<BacklogReads>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task ALotThatNobodyBuysComesOnTheBoardOfItsRegionAndNoOther()
    {
        var (scene, lotId) = await ListAsync();
        await Forecasts.RefreshAllAsync(Cancel);
        Assert.Equal((1, 0), (Reads.Board(RegionCatalogue.Country).LotsOnSale, Reads.Board(RegionCatalogue.Country).LotsCritical));

        // Of 20 days 16 are gone and 3 are needed on the way.
        market.Clock.Advance(TimeSpan.FromDays(16));
        await Forecasts.RefreshAllAsync(Cancel);

        var board = Reads.Board(FarmFixture.Leishan);
        var worst = Assert.Single(board.Worst);
        Assert.Equal((lotId, RiskLevel.Critical), (worst.Lot.Id, worst.Forecast.Level));
        Assert.InRange(board.GramsAtRisk, All / 2, All);
        Assert.Equal([(FarmFixture.Leishan, 1, board.GramsAtRisk)], board.ByCounty.Select(sum => (sum.Key, sum.Lots, sum.Grams)));
        Assert.Equal([(ProduceCategory.Tuber, board.GramsAtRisk)], board.ByCategory.Select(sum => (sum.Key, sum.Grams)));
        Assert.Equal(
            [(worst.Forecast.Reason.DaysLeft, board.GramsAtRisk)],
            board.ByDaysLeft.Where(sum => sum.Lots > 0).Select(sum => (sum.Key, sum.Grams))
        );
        Assert.Equal((0, 0L), (Reads.Board("510000").LotsOnSale, Reads.Board("510000").GramsAtRisk));
        Assert.Equal(FarmFixture.Leishan, await Reads.RegionOfAsync((await scene.JoinAsync(MemberRole.Official)).Id));
    }

    [Fact]
    public async Task ASaleIsOnTheBoardWithoutAnybodyAskingForIt()
    {
        var (scene, lotId) = await ListAsync();
        await Forecasts.RefreshAllAsync(Cancel);
        Assert.Single(Forecasts.Known);
        var soldOut = new TaskCompletionSource();
        using var watcher = market
            .Services.GetRequiredService<LiveFeed>()
            .Watch(
                _ =>
                {
                    if (Forecasts.Known.Count == 0)
                    {
                        soldOut.TrySetResult();
                    }

                    return Task.CompletedTask;
                },
                ForecastTopics.Backlog
            );

        await scene.BuyAsync(await scene.JoinAsync(), lotId, All);

        await soldOut.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(0, Reads.Board(RegionCatalogue.Country).LotsOnSale);
    }

    [Fact]
    public async Task OnlyWhatBecameWorseIsTold()
    {
        await ListAsync();
        market.Clock.Advance(TimeSpan.FromDays(16));

        // The watch may have been faster; then it is known already.
        await Forecasts.RefreshAllAsync(Cancel);
        Assert.Empty(await Forecasts.RefreshAllAsync(Cancel));
    }

    [Fact]
    public async Task AFarmerIsToldOnceOfALotAtRiskAndAsksTheOfficialsOfItsRegion()
    {
        var scene = new FarmFixture(market);
        var (farmer, official) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Official));
        var lotId = await scene.ListAsync(farmer);
        await Forecasts.RefreshAllAsync(Cancel);
        var told = new TaskCompletionSource();
        using var watcher = market
            .Services.GetRequiredService<LiveFeed>()
            .Watch(
                _ =>
                {
                    told.TrySetResult();
                    return Task.CompletedTask;
                },
                NotificationTopics.Member(farmer.Id)
            );

        // The hourly round comes by itself, the more so after days.
        market.Clock.Advance(TimeSpan.FromDays(16));
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        var offers = scene.Get<LotOffers>();
        Assert.True((await offers.OfferAsync(lotId, farmer.Id)).IsOk);
        Assert.True((await offers.OfferAsync(lotId, farmer.Id)).IsOk);
        Assert.Equal("lot.unknown", (await offers.OfferAsync(lotId, official.Id)).Rejections[0].Code);

        await using var db = OrderFixture.Db(market);
        Assert.Equal(
            [("LotAtRisk", farmer.Id, lotId), ("LotOffered", official.Id, lotId)],
            (await db.Set<Notification>().ToListAsync(Cancel))
                .OrderBy(notification => notification.Kind)
                .Select(notification => (notification.Kind, notification.MemberId, notification.About.LotId!.Value))
        );
    }

    [Fact]
    public async Task ThoseWhoNeedHelpMostStandFirstOnTheShelf()
    {
        var (scene, slow) = await ListAsync();
        market.Clock.Advance(TimeSpan.FromDays(15));
        var (_, fresh) = await ListAsync(scene);

        var shelf = await market.Services.GetRequiredService<HelpSellReads>().FindAsync();

        Assert.Equal([slow, fresh], shelf.Select(lot => lot.Lot.Id));
    }

    [Fact]
    public async Task HowTheMarketSellsIsMeasuredOnceHoweverManyAskAtTheSameTime()
    {
        const int Asking = 20;
        var (_, lotId) = await ListAsync();
        var contexts = new CountedContexts(market);
        var forecasts = ActivatorUtilities.CreateInstance<LotForecasts>(market.Services, contexts);
        await using var db = OrderFixture.Db(market);
        var lot = await db.Set<Lot>().AsNoTracking().SingleAsync(row => row.Id == lotId, Cancel);

        var asked = Enumerable.Range(0, Asking).Select(_ => AskAsync()).ToList();
        contexts.Let();
        var answers = await Task.WhenAll(asked);

        Assert.Equal(1, contexts.Count);
        Assert.All(answers, outlooks => Assert.Equal(answers[0][0].Forecast, Assert.Single(outlooks).Forecast));
        await AskAsync();
        Assert.Equal(1, contexts.Count);
        market.Clock.Advance(TimeSpan.FromHours(1));
        await AskAsync();
        Assert.Equal(2, contexts.Count);

        async Task<IReadOnlyList<LotOutlook>> AskAsync()
        {
            await using var own = OrderFixture.Db(market);
            return await forecasts.ForAsync(own, [lot]);
        }
    }

    [Fact]
    public async Task ALotWhoseForecastFailsKeepsNoOtherFromItsOwnAndIsShownToAdministrators()
    {
        // The market's own watch over the lots would count the failure too.
        await market.Services.GetServices<IHostedService>().OfType<ForecastRefresher>().Single().StopAsync(CancellationToken.None);
        var (scene, broken) = await ListAsync();
        var (_, good) = await ListAsync(scene);
        var heal = await BreakAsync(broken);
        var due = market.Services.GetRequiredService<DueWork>();

        await Forecasts.RefreshAllAsync(Cancel);

        Assert.Equal(good, Assert.Single(Forecasts.Known).Lot.Id);
        var failure = Assert.Single((await due.TroubleAsync()).Failures);
        Assert.Equal(
            (LotForecasts.Name, broken.ToString(), 1, nameof(ArgumentOutOfRangeException)),
            (failure.Kind, failure.ItemId, failure.Failures, failure.Code)
        );

        // News of the other lot leaves the failure alone; the failed one is tried again at its time, and not sooner.
        await Forecasts.RefreshAsync([good], Cancel);
        await heal();
        await Forecasts.RefreshAllAsync(Cancel);
        Assert.Single(Forecasts.Known);
        market.Clock.Advance(DueFailure.WaitAfter(1));
        await Forecasts.RefreshAllAsync(Cancel);
        Assert.Equal(2, Forecasts.Known.Count);
        Assert.Equal(0, (await due.TroubleAsync()).Total);
    }

    /// <summary>A lot of which less than nothing was ever offered, as no command would leave it.</summary>
    /// <returns>Makes it whole again.</returns>
    private async Task<Func<Task>> BreakAsync(Guid lotId)
    {
        await SetAsync(-All);
        return () => SetAsync(All);

        async Task SetAsync(long listedGrams)
        {
            await using var db = OrderFixture.Db(market);
            await db.Database.OpenConnectionAsync(Cancel);
            if (db.Database.IsSqlite())
            {
                await db.Database.ExecuteSqlRawAsync("PRAGMA ignore_check_constraints = ON", Cancel);
            }
            else
            {
                await db.Database.ExecuteSqlRawAsync(
                    """
                    DO $$ DECLARE rule text; BEGIN
                        FOR rule IN SELECT conname FROM pg_constraint WHERE conrelid = 'lots'::regclass AND contype = 'c'
                        LOOP EXECUTE 'ALTER TABLE lots DROP CONSTRAINT ' || rule; END LOOP;
                    END $$
                    """,
                    Cancel
                );
            }

            await db.Set<Lot>()
                .Where(lot => lot.Id == lotId)
                .ExecuteUpdateAsync(lot => lot.SetProperty(it => it.ListedGrams, listedGrams), Cancel);
            if (db.Database.IsSqlite())
            {
                await db.Database.ExecuteSqlRawAsync("PRAGMA ignore_check_constraints = OFF", Cancel);
            }
        }
    }

    private async Task<(FarmFixture Scene, Guid LotId)> ListAsync(FarmFixture? scene = null)
    {
        scene ??= new(market);
        return (scene, await scene.ListAsync(await scene.JoinAsync(MemberRole.Farmer)));
    }

    /// <summary>Counts what is opened, and opens nothing until it is let.</summary>
    private sealed class CountedContexts(MarketApp market) : IDbContextFactory<MarketDb>
    {
        private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int count;

        public int Count => count;

        public void Let() => open.SetResult();

        public MarketDb CreateDbContext() => throw new NotSupportedException("The forecasts open theirs without blocking.");

        public async Task<MarketDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref count);
            await open.Task;
            return OrderFixture.Db(market);
        }
    }
}
